import {v5} from 'uuid'
import type {Edition} from '../../model/course.js'

/** The root of all name-based identifiers of coursewright. Changing it would orphan what systems have stored. */
const namespace = '6f0f5a0c-8f0d-5d0e-9c55-3b1c8a3d7e21'

/**
 * An identifier of a thing in a package: an NCName of at most 120 characters, made of permanent ids only, so that a
 * re-import finds the same thing. `kind` is a word that keeps lessons and modules apart. Where the ids are too long,
 * or are no slugs (paths), a name-based UUID stands for them.
 */
export const identifier = (kind: string, ...ids: readonly [string, ...string[]]): string => {
  const plain = [kind, ...ids].join('_')
  return plain.length <= 120 && ids.every((id) => slug.test(id)) ? plain : `${kind}_${opaque(kind, ...ids)}`
}

/**
 * The ids that name a whole package: those of the course and of its edition, since one site may hold several editions.
 * What is inside keeps the ids of the course.
 */
export const packageIds = (
  course: string,
  {provenance}: Pick<Edition, 'provenance'>,
): readonly [string, ...string[]] => (provenance ? [course, provenance.edition] : [course])

/** 32 hexadecimal digits that say nothing about what they name, such as which choice is right. */
export const opaque = (kind: string, ...ids: readonly string[]): string =>
  v5(JSON.stringify([kind, ...ids]), namespace).replaceAll('-', '')

// Ids have no underscore, so that joined ids never read like others.
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/
