import type {FormatLosses} from '../losses.js'
import type {Course} from '../model/course.js'
import type {Loss} from '../model/package.js'
import {byPlace} from '../model/place.js'
import type {Local} from '../model/text.js'
import type {Profile} from './profile.js'

/** A loss on the way into a system, by the format that brings it. */
export interface ImportLoss extends Loss {
  readonly format: string
}

/** What a system’s importer makes of this course: what the packages lack, and what it does to what they carry. */
export const importLosses = (
  profile: Profile,
  course: Course<Local>,
  packages: readonly FormatLosses[],
): readonly ImportLoss[] =>
  packages
    .flatMap(({format, losses}) => {
      const spared = profile.formats.find(({id}) => id === format.id)?.spared ?? []
      const own = losses.filter(({feature}) => !spared.includes(feature))
      return [...own, ...effectsOn(profile, course, format.id)].map((loss) => ({...loss, format: format.id}))
    })
    .sort((a, b) => byPlace(a.place, b.place))

const effectsOn = (profile: Profile, course: Course<Local>, format: string): readonly Loss[] =>
  profile.effects
    .filter(({formats}) => formats.includes(format))
    .flatMap(({formats: _, evidence: __, on, ...loss}) => on(course).map((thing) => ({...loss, ...thing})))
