import type {Discussion, Module} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {type Activity, stored} from './activity.js'
import {type Context, cleanedPassage, isShown} from './context.js'
import {endOfDay, orNever} from './dates.js'
import {fields} from './fields.js'
import {gradeOf} from './grade.js'
import {placed} from './placed.js'
import {made} from './site.js'

/**
 * A forum of one discussion: on restore Moodle opens it with the description as its first post, in the name of whoever
 * restores (5.1, mod/forum/backup/moodle2/restore_forum_stepslib.php, after_execute).
 */
export const forum = (context: Context, module: Module<Local>, discussion: Discussion<Local>): Activity => {
  const prompt = cleanedPassage(context, discussion.body)
  const {due, closes} = discussion.placement
  const {points} = discussion
  return {
    ...placed(context, module, discussion, {opens: false, closes: true}),
    type: 'forum',
    columns: [
      ...fields({
        type: 'single',
        intro: prompt.html,
        introformat: 1,
        duedate: orNever(due === undefined ? undefined : endOfDay(context.options, due)),
        cutoffdate: orNever(closes === undefined ? undefined : endOfDay(context.options, closes)),
        assessed: 0,
        assesstimestart: 0,
        assesstimefinish: 0,
        scale: 0,
        maxbytes: 0,
        maxattachments: 9,
        forcesubscribe: 0,
        trackingtype: 1,
        rsstype: 0,
        rssarticles: 0,
        timemodified: made,
        warnafter: 0,
        blockafter: 0,
        blockperiod: 0,
        completiondiscussions: 0,
        completionreplies: 0,
        completionposts: isShown(module, discussion) ? 1 : 0,
        displaywordcount: 0,
        lockdiscussionafter: 0,
        grade_forum: points ?? 0,
      }),
    ],
    completion: isShown(module, discussion) ? 'own' : 'none',
    ...(points === undefined ? {} : {grade: gradeOf(context, discussion, {max: points, number: 1})}),
    files: stored(prompt, 'mod_forum', 'intro'),
    losses: [],
  }
}
