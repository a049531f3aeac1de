import type {GlossaryEntry} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {escapeHtml} from '../../render/html.js'
import type {XmlElement} from '../_xml/write.js'
import {type Activity, stored} from './activity.js'
import {type Context, cleanedPassage} from './context.js'
import {fields, rows} from './fields.js'
import {courseThing} from './pages.js'
import {made} from './site.js'

/**
 * The glossary as an activity, which learners can search. Moodle takes its entries for data of users, so that the backup
 * says it holds users, and holds none (5.1, mod/glossary/backup/moodle2/restore_glossary_stepslib.php, define_structure).
 */
export const glossary = (context: Context): readonly Activity[] => {
  const {course, text} = context
  if (course.glossary.length === 0) return []
  const written = course.glossary.map((entry) => entryOf(context, entry))
  return [
    {
      ...courseThing('glossary', 'glossary', text('page.glossary')),
      type: 'glossary',
      columns: [
        ...fields({
          intro: '',
          introformat: 1,
          allowduplicatedentries: 0,
          displayformat: 'dictionary',
          mainglossary: 0,
          showspecial: 1,
          showalphabet: 1,
          showall: 1,
          allowcomments: 0,
          allowprintview: 1,
          usedynalink: 1,
          defaultapproval: 1,
          globalglossary: 0,
          entbypage: 50,
          editalways: 0,
          rsstype: 0,
          rssarticles: 0,
          assessed: 0,
          assesstimestart: 0,
          assesstimefinish: 0,
          scale: 0,
          timecreated: made,
          timemodified: made,
          completionentries: 0,
        }),
        rows(
          'entries',
          written.map((entry) => entry.tree),
        ),
      ],
      files: written.flatMap((entry) => entry.files),
    },
  ]
}

const entryOf = (context: Context, entry: GlossaryEntry<Local>) => {
  const {course, number, text} = context
  const id = number('entry', entry.id)
  const definition = cleanedPassage(context, entry.definition, {idPrefix: `term-${entry.id}-`})
  const others = entry.see.flatMap((see) => course.glossary.find((other) => other.id === see)?.term ?? [])
  const see = others.length > 0 ? `<p>${escapeHtml(text('glossary.see'))} ${escapeHtml(others.join(', '))}</p>` : ''
  const tree: XmlElement = [
    'entry',
    {id},
    ...fields({
      userid: 0,
      concept: entry.term,
      definition: definition.html + see,
      definitionformat: 1,
      definitiontrust: 0,
      attachment: '',
      timecreated: made,
      timemodified: made,
      teacherentry: 1,
      sourceglossaryid: 0,
      usedynalink: 1,
      casesensitive: 0,
      fullmatch: 1,
      approved: 1,
    }),
    rows(
      'aliases',
      entry.also.map(
        (alias, index): XmlElement => [
          'alias',
          {id: number('alias', entry.id, String(index))},
          ...fields({alias_text: alias}),
        ],
      ),
    ),
  ]
  return {tree, files: stored(definition, 'mod_glossary', 'entry', id)}
}
