import * as z from 'zod'
import {quizzesOf} from '../../model/course.js'
import type {PackageFile} from '../../model/package.js'
import {site} from '../../render/site.js'
import {listedInManifest, manifestPath} from '../_content-packaging/manifest.js'
import {launch, playerFiles} from '../_scorm/player.js'
import {stateRoom} from '../_scorm/state.js'
import {siteLosses} from '../_site/losses.js'
import {reportingOptions, toSiteOptions} from '../_site/options.js'
import {defineFormat, type FormatInput} from '../format.js'
import {manifest, schemas} from './manifest.js'

const options = z.strictObject({
  ...reportingOptions,
  /**
   * Percent at which the LMS itself calls the course passed. Without it the course decides. Moodle judges by it whenever
   * a learner leaves, over the head of the course (mod/scorm/datamodels/scorm_12.js:621): a first attempt below it
   * ends as failed, though others are left. Written only if the course has a graded quiz.
   */
  'mastery-score': z.int().min(0).max(100).optional(),
})

type Options = z.infer<typeof options>

/** SCORM 1.2: one SCO with its own contents. The outer document keeps the session and shows the pages in a frame. */
export const scorm12 = defineFormat<Options>({
  id: 'scorm-1.2',
  title: 'SCORM 1.2',
  summary:
    'The whole course as one activity that reports progress, answers and score to nearly every learning platform.',
  container: {kind: 'zip', extension: 'zip'},
  options,
  hasLanguages: true,
  listed: listedInManifest,
  write: (input) => {
    const pages = site({...input, options: toSiteOptions(input.options)})
    const files: readonly PackageFile[] = [...playerFiles(input, 'player-scorm-1.2.js'), ...pages.files]
    return {
      files: [
        {path: manifestPath, content: {text: manifestOf(input, files)}},
        ...schemas.map((name) => ({path: name, content: {asset: `lib/schemas/scorm-1.2/${name}`}})),
        ...files,
      ],
      losses: siteLosses(input.course, input.options),
      state: stateRoom(pages.course, 'scorm-1.2'),
    }
  },
})

const manifestOf = (
  {course, edition, language, options: {'mastery-score': masteryScore}}: FormatInput<Options>,
  files: readonly PackageFile[],
) =>
  manifest({
    course,
    edition,
    language,
    launch,
    files: files.map((file) => file.path).sort(),
    ...(masteryScore !== undefined && quizzesOf(course).some((quiz) => quiz.mode === 'graded') ? {masteryScore} : {}),
  })
