import type {Unkept} from './draft.js'
import type {PassageLoss} from './html/reader.js'

/** Gathers what is not kept. */
export interface Report {
  readonly add: (unkept: Unkept) => void
  readonly all: () => readonly Unkept[]
}

export const startReport = (): Report => {
  const all: Unkept[] = []
  return {add: (unkept) => all.push(unkept), all: () => all}
}

/** Gathers what passages of one item lose, so that each is said once, with its number. */
export const passageLosses = (): {
  readonly lose: (what: PassageLoss, detail?: string) => void
  readonly losses: () => readonly Omit<Unkept, 'item' | 'file'>[]
} => {
  const found = new Map<PassageLoss, string[]>()
  return {
    lose: (what, detail = '') => found.set(what, [...(found.get(what) ?? []), detail]),
    losses: () =>
      [...found].map(([what, details]) => {
        const {kind, say, why, remedy} = reasons[what]
        const named = [...new Set(details.filter((detail) => detail !== ''))].slice(0, 3)
        return {
          feature: `text/${what}`,
          kind,
          what: say(details.length) + (named.length > 0 && tells.has(what) ? ` (${named.join(', ')})` : ''),
          why,
          remedy,
        }
      }),
  }
}

const tells: ReadonlySet<PassageLoss> = new Set([
  'script',
  'form',
  'object',
  'frame',
  'table',
  'link',
  'picture',
  'elsewhere',
  'recording',
  'raised',
  'passage',
])

const many = (count: number, one: string, several = `${one}s`): string =>
  count === 1 ? `One ${one}` : `${count} ${several}`
const is = (count: number): string => (count === 1 ? 'is' : 'are')

interface Reason extends Pick<Unkept, 'kind' | 'why' | 'remedy'> {
  readonly say: (count: number) => string
}

const reasons: Readonly<Record<PassageLoss, Reason>> = {
  style: {
    kind: 'degraded',
    say: (count) => `Colours, sizes and alignment of ${many(count, 'element').toLowerCase()} are left out.`,
    why: 'How a course looks is a matter of its theme.',
    remedy: 'Where a colour carried meaning, say it in words, or use a call-out.',
  },
  script: {
    kind: 'dropped',
    say: (count) => `${many(count, 'script')} ${is(count)} left out`,
    why: 'Lessons hold no scripts: systems take them out.',
    remedy: 'Embed the page that runs them with ::embed.',
  },
  form: {
    kind: 'dropped',
    say: (count) => `${many(count, 'form field')} ${is(count)} left out`,
    why: 'Lessons hold no forms.',
    remedy: 'Make a practice quiz of them.',
  },
  drawing: {
    kind: 'dropped',
    say: (count) => `${many(count, 'drawing')} within the page ${is(count)} left out.`,
    why: 'A lesson shows pictures from files.',
    remedy: 'Save the drawing as a file below media/ and show it.',
  },
  object: {
    kind: 'dropped',
    say: (count) => `${many(count, 'object')} ${is(count)} left out`,
    why: 'What it shows is not in the package.',
    remedy: 'Add the file below media/ and link to it.',
  },
  frame: {
    kind: 'dropped',
    say: (count) => `${many(count, 'frame')} ${is(count)} left out`,
    why: 'Its address is none that leads out of the package.',
    remedy: 'Embed the page by its full address.',
  },
  table: {
    kind: 'approximated',
    say: (count) => `${many(count, 'table')} ${is(count)} plainer than before`,
    why: 'A Markdown table has cells of one line, each in one row and one column.',
    remedy: 'Look at the table, and part it in two where it became hard to read.',
  },
  formula: {
    kind: 'degraded',
    say: (count) => `Of ${many(count, 'formula', 'formulas').toLowerCase()} only the signs are left.`,
    why: 'The page has them as MathML without TeX.',
    remedy: 'Write them anew between dollar signs.',
  },
  link: {
    kind: 'degraded',
    say: (count) => `${many(count, 'link')} ${is(count)} words without a link`,
    why: 'What it leads to is not in the package.',
    remedy: 'Link the words anew where it matters.',
  },
  passage: {
    kind: 'degraded',
    say: (count) => `${many(count, 'link')} to a passage of another page ${count === 1 ? 'leads' : 'lead'} to the page`,
    why: 'A passage has the name of its heading, which differs from the one in the package.',
    remedy: 'Add “#” and the name of the heading to the address.',
  },
  anchor: {
    kind: 'degraded',
    say: (count) => `${many(count, 'link')} within the page ${is(count)} words without a link.`,
    why: 'Links lead to headings and figures only.',
    remedy: 'Put a heading where it led to, and link to that.',
  },
  picture: {
    kind: 'dropped',
    say: (count) => `${many(count, 'picture')} ${is(count)} left out`,
    why: 'The file is not in the package.',
    remedy: 'Add it below media/ and show it.',
  },
  elsewhere: {
    kind: 'degraded',
    say: (count) => `${many(count, 'picture')} on another site ${is(count)} a link`,
    why: 'Packages fetch nothing from other sites by themselves.',
    remedy: 'Save the picture below media/ and show it, if its licence allows that.',
  },
  alternative: {
    kind: 'approximated',
    say: (count) =>
      `${many(count, 'picture')} had no words for those who cannot see; the name of the file stands there.`,
    why: 'Pictures without alternative text are refused.',
    remedy: 'Say what the picture shows.',
  },
  recording: {
    kind: 'dropped',
    say: (count) => `${many(count, 'recording')} ${is(count)} left out`,
    why: 'The file is not in the package.',
    remedy: 'Add it below media/, or give its full address.',
  },
  raised: {
    kind: 'approximated',
    say: (count) => `${many(count, 'raised or lowered word')} ${count === 1 ? 'stands' : 'stand'} on the line`,
    why: 'Markdown has no sign for it; digits are kept as ² and ₂.',
    remedy: 'Write a formula between dollar signs.',
  },
  depth: {
    kind: 'degraded',
    say: () => 'The page is nested beyond reason; its words alone are kept.',
    why: 'Such pages make programs run out of memory.',
    remedy: 'Format the text anew.',
  },
  citation: {
    kind: 'approximated',
    say: () => 'Citations are plain words, and the list of references is left out.',
    why: 'The package has them as text, not as data.',
    remedy: 'Add the works to bibliography.yaml and cite them as [@key].',
  },
}
