import type {Rule} from '../rule.js'
import {citationRules} from './citations.js'
import {courseRules} from './course.js'
import {headingRules} from './headings.js'
import {imageRules} from './images.js'
import {licenceRules} from './licences.js'
import {linkRules} from './links.js'
import {mathRules} from './math.js'
import {mediaRules} from './media.js'
import {objectiveRules} from './objectives.js'
import {questionRules} from './questions.js'
import {quizRules} from './quizzes.js'
import {termRules} from './terms.js'

/** Every rule there is. */
export const rules: readonly Rule[] = [
  ...courseRules,
  ...licenceRules,
  ...headingRules,
  ...imageRules,
  ...mediaRules,
  ...linkRules,
  ...termRules,
  ...citationRules,
  ...mathRules,
  ...quizRules,
  ...questionRules,
  ...objectiveRules,
]
