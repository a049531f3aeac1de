import * as z from 'zod'
import {site} from '../../render/site.js'
import {siteLosses} from '../_site/losses.js'
import {siteOptions} from '../_site/options.js'
import {defineFormat} from '../format.js'

const options = z.strictObject(siteOptions)

/** A folder of static pages: opens from disk, and from any web server. Progress stays on the learner's device. */
export const html = defineFormat<z.infer<typeof options>>({
  id: 'html',
  title: 'Web site',
  summary: 'A folder of pages that opens from disk or from any web server; progress stays on the learner’s device.',
  container: {kind: 'folder'},
  options,
  hasLanguages: true,
  write: (input) => ({files: site(input).files, losses: siteLosses(input.course, input.options)}),
})
