import type {Style} from './body.js'
import type {PageContext} from './pages.js'
import {quizHtml} from './quiz.js'

/** `''` at the top of the package, `'../'` one folder below. */
export type Root = '' | '../'

/** Where a page of this depth finds the things that texts link to. */
export const pageStyle = (context: PageContext, root: Root, extra: Partial<Style> = {}): Style => {
  const {plan, course, text} = context
  const style: Style = {
    math: 'mathml',
    text,
    media: (path) => root + encodeURI(context.mediaPath(path)),
    link: (target) => {
      const [, kind = '', id = '', anchor = ''] = /^([a-z]+):([^#]*)(#.*)?$/.exec(target) ?? []
      switch (kind) {
        case 'term':
          return plan.pageOf.has('page:glossary') ? `${root}glossary.html#term-${id}` : undefined
        case 'reference':
          return plan.pageOf.has('page:references') ? `${root}references.html#ref-${id}` : undefined
        case 'link':
          return course.modules
            .flatMap((module) => module.items)
            .flatMap((item) => (item.type === 'link' && item.id === id ? [item.url] : []))[0]
        case 'quiz': {
          const placed = plan.quizzes.get(id)
          if (!placed) return undefined
          return placed.page.kind === 'quiz'
            ? root + placed.page.path + anchor
            : `${root}${placed.page.path}#quiz-${id}`
        }
        default: {
          const page = plan.pageOf.get(`${kind}:${id}`)
          return page && root + page.path + anchor
        }
      }
    },
    practice: (id) => {
      const placed = plan.quizzes.get(id)
      if (!placed) return ''
      return quizHtml({
        quiz: placed.quiz,
        course,
        slots: context.edition.slots,
        style: {...style, practice: () => ''},
        titled: true,
      })
    },
    ...extra,
  }
  return style
}
