import type {Module, Resource, ResourceTier, Tool, WebLink} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {escapeHtml} from '../../render/html.js'
import {type Activity, stored} from './activity.js'
import {type Context, isShown, passage} from './context.js'
import {fields} from './fields.js'
import {gradeOf} from './grade.js'
import {courseThing} from './pages.js'
import {placed} from './placed.js'
import {made} from './site.js'

export const webLink = (context: Context, module: Module<Local>, link: WebLink<Local>): Activity => {
  const intro = link.description && passage(context, link.description, link)
  return {
    ...placed(context, module, link, {opens: false, closes: false}),
    type: 'url',
    columns: urlColumns(link.url, intro?.html ?? ''),
    showsIntro: intro !== undefined,
    completion: isShown(module, link) ? 'view' : 'none',
    files: intro ? stored(intro, 'mod_url', 'intro') : [],
    losses: [],
  }
}

/** Further reading: the name of each tier, and below it a link for each resource. */
export const resourceActivities = ({course, text}: Context): readonly Activity[] =>
  course.resources.flatMap((tier) => [
    tierLabel(tier),
    ...tier.resources.map((resource) => resourceLink(tier, resource, text(`resource.${resource.kind}`))),
  ])

const tierLabel = ({id, title}: ResourceTier<Local>): Activity => ({
  ...courseThing('tier', id, title),
  type: 'label',
  columns: fields({intro: `<h4>${escapeHtml(title)}</h4>`, introformat: 1, timemodified: made}),
  files: [],
})

const resourceLink = (tier: ResourceTier<Local>, resource: Resource<Local>, kind: string): Activity => {
  const by = `${resource.by}${resource.year === undefined ? '' : `, ${resource.year}`} · ${kind}`
  const intro = `<p><span class="text-muted small">${escapeHtml(by)}</span><br>${escapeHtml(resource.why)}</p>`
  return {
    ...courseThing('resource', `${tier.id}/${resource.id}`, resource.title),
    type: 'url',
    columns: urlColumns(resource.url, intro),
    showsIntro: true,
    files: [],
  }
}

/** 0: Moodle decides how the address opens. Parameters are as PHP serialises them. */
const urlColumns = (address: string, intro: string) =>
  fields({
    intro,
    introformat: 1,
    externalurl: address,
    display: 0,
    displayoptions: 'a:1:{s:10:"printintro";i:1;}',
    parameters: 'a:0:{}',
    timemodified: made,
  })

/** Key and secret are an institution’s own, and stay empty: Moodle finds the tool by its address among those it knows. */
export const tool = (context: Context, module: Module<Local>, item: Tool<Local>): Activity => {
  const intro = item.description && passage(context, item.description, item)
  const {points, privacy} = item
  return {
    ...placed(context, module, item, {opens: false, closes: false}),
    type: 'lti',
    columns: fields({
      intro: intro?.html ?? '',
      introformat: 1,
      timecreated: made,
      timemodified: made,
      typeid: 0,
      toolurl: item.url,
      securetoolurl: '',
      launchcontainer: 1,
      instructorchoicesendname: privacy === 'name' || privacy === 'public',
      instructorchoicesendemailaddr: privacy === 'email' || privacy === 'public',
      instructorchoiceallowroster: null,
      instructorchoiceallowsetting: null,
      instructorcustomparameters: Object.entries(item.custom)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
      instructorchoiceacceptgrades: points !== undefined,
      grade: points ?? 0,
      debuglaunch: 0,
      showtitlelaunch: 0,
      showdescriptionlaunch: 0,
      icon: '',
      secureicon: '',
    }),
    completion: isShown(module, item) ? 'view' : 'none',
    ...(points === undefined ? {} : {grade: gradeOf(context, item, {max: points})}),
    files: intro ? stored(intro, 'mod_lti', 'intro') : [],
    losses: [],
  }
}
