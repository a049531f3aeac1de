import type {Item} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Place} from '../../model/place.js'
import type {Local} from '../../model/text.js'

/** Where the facts about this format come from. */
export const sources = {
  manifest: 'Common Cartridge 1.1, ccv1p1_imscp_v1p2_v1p0.xsd',
  qti: 'Common Cartridge 1.1, ccv1p1_qtiasiv1p2p1_v1p0.xsd and its Schematron rules 1 and 2',
  links:
    'Moodle 5.1, backup/cc/entity11.resource.class.php:145 (pages are not copied as files); Canvas, lib/cc/importer/standard/webcontent_converter.rb (pages become files)',
  description:
    'Canvas, lib/cc/importer/standard/quiz_converter.rb, and Moodle 5.1, backup/cc/entity11.quiz.class.php, read no presentation_material',
  hints: 'Moodle 5.1, backup/cc/entity11.quiz.class.php:504; Canvas, qti_exporter, get_feedback',
  choiceFeedback:
    'Moodle 5.1, backup/cc/entity11.quiz.class.php:430; Canvas, qti_exporter, choice_interaction.rb (`responseIf and > member`)',
  marks: 'Moodle 5.1, backup/cc/sheets/course_modules_mod_quiz.xml (sumgrades) and restore_quiz_stepslib.php:156',
  pictures: 'Moodle 5.1, backup/cc/entity11.quiz.class.php: only paths in the question text are rewritten',
  title: 'Moodle 5.1, backup/util/settings/base_setting.class.php:470 (setting_invalid_text)',
} as const

type Thing = {readonly id: string; readonly title: string; readonly place: Place}

/** A loss of one thing of the course. */
export const lossOf = (type: string, thing: Thing, loss: Omit<Loss, 'item' | 'place'>): Loss => ({
  ...loss,
  item: {type, id: thing.id, title: thing.title},
  place: thing.place,
})

export const lossOfItem = (item: Item<Local>, loss: Omit<Loss, 'item' | 'place'>): Loss => lossOf(item.type, item, loss)
