import type {Quiz} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import type {Field} from './fields.js'

/**
 * When learners see what of their attempt. A column that is missing means never. Source: Moodle 5.1,
 * mod/quiz/classes/question/display_options.php (DURING, IMMEDIATELY_AFTER, LATER_WHILE_OPEN, AFTER_CLOSE).
 */
export const reviewColumns = ({feedback}: Pick<Quiz<Local>, 'feedback'>): Readonly<Record<string, Field>> => {
  const answers = feedback === 'immediate' ? during + afterwards : feedback === 'never' ? 0 : afterwards
  return {
    reviewattempt: during + afterwards,
    reviewcorrectness: answers,
    reviewmaxmarks: during + afterwards,
    reviewmarks: feedback === 'immediate' ? during + afterwards : afterwards,
    reviewspecificfeedback: answers,
    reviewgeneralfeedback: answers,
    reviewrightanswer: answers,
    reviewoverallfeedback: afterwards,
  }
}

const during = 0x10000
const afterwards = 0x1000 + 0x100 + 0x10
