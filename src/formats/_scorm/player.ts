import type {PackageFile} from '../../model/package.js'
import {directionOf} from '../../render/direction.js'
import type {FormatInput} from '../format.js'

/** The document that an LMS launches. */
export const launch = 'player.html'

/** The outer document, which keeps the LMS session, with its script for one version of SCORM. */
export const playerFiles = (
  {course, language, templates}: FormatInput,
  script: 'player-scorm-1.2.js' | 'player-scorm-2004.js',
): readonly PackageFile[] => [
  {
    path: launch,
    content: {
      text: templates.render('player', {
        language,
        direction: directionOf(language),
        title: course.title,
        script,
      }),
    },
  },
  {path: 'assets/player.css', content: {text: templates.file('player.css')}},
  {path: `assets/${script}`, content: {asset: `runtime/${script}`}},
  // Fetched by the player only where a learner's state is too long as it is.
  {path: 'assets/deflate.js', content: {asset: 'runtime/deflate.js'}},
]
