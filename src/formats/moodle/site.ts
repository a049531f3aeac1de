/**
 * What the backup says of the site that it comes from. There is none, and it must not be taken for the one where it is
 * restored: then ids would mean users and questions of that site (Moodle 5.1, backup/util/helper/restore_structure…,
 * restore_controller::is_samesite compares the hash, or the address where there is no hash).
 */
export const site = {
  address: 'https://coursewright.invalid',
  hash: 'c0325e4b1f7a9d6283b5c1d0e7f49a62',
  courseId: 1,
} as const

/** The version that the backup claims to be of: the oldest that it may be restored in. Newer sites read it without a word. */
export const release = {version: 2022112800, name: '4.1', full: '4.1 (Build: 20221128)'} as const

/** The time of everything that has one: a build has no clock. 1 January 2026, 00:00 UTC. */
export const made = 1767225600
