import type {Choice} from '../packages.js'
import {findProfile} from '../profiles/choose.js'
import type {Profile} from '../profiles/profile.js'
import {CommandError} from './command-error.js'

/** What `--format` and `--for` choose. Formats may be parted by blanks or commas. */
export const choiceOf = (options: {readonly format?: readonly string[]; readonly for?: string}): Choice => ({
  ...(options.format ? {formats: options.format.flatMap((ids) => ids.split(','))} : {}),
  ...(options.for === undefined ? {} : {profile: profileOf(options.for)}),
})

/** The profile that a person named. */
export const profileOf = (id: string): Profile => {
  const {profile, suggestion} = findProfile(id)
  if (profile) return profile
  throw new CommandError(
    `There is no profile “${id}”.${suggestion ? ` Did you mean “${suggestion}”?` : ' “coursewright profiles” lists them.'}`,
  )
}
