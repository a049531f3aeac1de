import {nearest} from '../diagnostics/nearest.js'
import {profiles} from './index.js'
import type {Profile, ProfileFormat} from './profile.js'

/** The profile with this id; `canvas` alone means the first of Canvas. With what was meant if there is none. */
export const findProfile = (id: string): {readonly profile?: Profile; readonly suggestion?: string} => {
  const profile =
    profiles.find((candidate) => candidate.id === id) ?? profiles.find((candidate) => systemOf(candidate) === id)
  if (profile) return {profile}
  const known = profiles.flatMap((candidate) => [candidate.id, systemOf(candidate)])
  const suggestion = nearest(id, [...new Set(known)])
  return suggestion === undefined ? {} : {suggestion}
}

/** For each purpose, the first format of the profile that there is. */
export const preferredFormats = (
  profile: Profile,
  available: readonly {readonly id: string}[],
): readonly ProfileFormat[] => {
  const there = profile.formats.filter(({id}) => available.some((format) => format.id === id))
  return there.filter((format) => there.find(({purpose}) => purpose === format.purpose) === format)
}

/** The options that the profile would give a format. */
export const presetOf = (profile: Profile | undefined, format: string): Readonly<Record<string, unknown>> =>
  profile?.formats.find(({id}) => id === format)?.options ?? {}

const systemOf = ({id}: Profile): string => id.replace(/@.*$/, '')
