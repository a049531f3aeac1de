import {formats} from '../../formats/index.js'
import {preferredFormats} from '../../profiles/choose.js'
import {profiles} from '../../profiles/index.js'
import type {Claim, Profile} from '../../profiles/profile.js'
import {profileOf} from '../choice.js'
import {paint} from '../report/paint.js'
import {table} from '../report/table.js'

export const run = async (id: string | undefined, options: {readonly json?: boolean}): Promise<void> => {
  const chosen = id === undefined ? profiles : [profileOf(id)]
  if (options.json) process.stdout.write(`${JSON.stringify(chosen.map(asData), null, 2)}\n`)
  else if (id === undefined) process.stdout.write(`${list()}\n`)
  else process.stdout.write(`${chosen.map(describe).join('\n')}\n`)
}

const asData = (profile: Profile) => {
  const {id, title, summary, evidence, formats: claimed, limits, effects} = profile
  return {
    id,
    title,
    summary,
    evidence,
    builds: preferredFormats(profile, formats).map((format) => format.id),
    formats: claimed.map((format) => ({...format, isThere: isThere(format.id)})),
    limits,
    effects: effects.map(({on: _, ...effect}) => effect),
  }
}

const list = (): string =>
  table(
    ['system', 'name', 'builds', 'known', ''],
    profiles.map((profile) => [
      profile.id,
      profile.title,
      preferredFormats(profile, formats)
        .map((format) => format.id)
        .join(', '),
      evidenceText(profile),
      profile.summary,
    ]),
  )

const describe = (profile: Profile): string => {
  const picked = preferredFormats(profile, formats)
  const claimText = (head: string, claim: Claim) => [
    `  ${paint.bold(head)}${claim.text}`,
    paint.dim(`    ${claim.version}, ${claim.source} (${evidenceText(claim)})`),
  ]
  return [
    `${paint.bold(profile.id)}  ${profile.title}: ${profile.summary}`,
    '',
    'Formats, the preferred of each purpose first',
    ...profile.formats.flatMap((format) => {
      const state = picked.includes(format) ? 'built' : isThere(format.id) ? 'second choice' : 'not in this version'
      return claimText(`${format.id} (${format.purpose}, ${state}): `, format.claim)
    }),
    '',
    'Limits',
    ...profile.limits.flatMap((claim) => claimText('', claim)),
  ].join('\n')
}

const isThere = (id: string): boolean => formats.some((format) => format.id === id)
const evidenceText = ({evidence}: {readonly evidence: 'run' | 'read'}): string =>
  evidence === 'run' ? 'seen running' : 'read, not run'
