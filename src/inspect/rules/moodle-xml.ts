import {diagnose} from '../../diagnostics/diagnostic.js'
import {elements, wordOf} from '../../import/xml.js'
import type {InspectRule} from './rule.js'

/**
 * Shares of the marks that Moodle stores, in percent. Source: Moodle 5.1, question/engine/bank.php
 * (ensure_fraction_options_initialised).
 */
const grades = [
  100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5,
  0,
]

const fractions: InspectRule = {
  codes: ['moodle-xml/fraction'],
  *find({document}) {
    for (const question of elements(document, 'question')) {
      // Places in an order and parts of gaps are no shares.
      if (!/^(?:multichoice|truefalse|shortanswer|numerical)$/.test(question.attributes.type ?? '')) continue
      for (const {attributes, place} of elements(question, 'answer')) {
        const share = Math.abs(Number(attributes.fraction ?? 0))
        if (!grades.some((grade) => Math.abs(grade - share) < 0.00002))
          yield diagnose(
            'moodle-xml/fraction',
            {name: wordOf(question, 'name', 'text') ?? '', fraction: attributes.fraction ?? ''},
            place,
          )
      }
    }
  },
}

export const moodleXmlRules: readonly InspectRule[] = [fractions]
