import type {Assignment, Discussion, Item, Lesson, Module, Tool, WebLink} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import type {Loss} from '../../model/package.js'
import {never} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {innerLinks, walk} from '../../model/walk.js'
import {teachersOnly} from '../_content-packaging/lom.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {type Context, embeddedHtml, mediaResources, named, type Piece} from './context.js'
import {lossOfItem, sources} from './losses.js'
import {assignmentPage, assignmentText, lessonPage} from './pages.js'
import {quizPiece} from './quizzes.js'
import {assignmentTree, toolTree, topicTree, webLinkTree} from './resources.js'

export const stylesheet = 'assets/cartridge.css'

/** An item of a module with what no cartridge can say of its place. */
export const placedPiece = (context: Context, module: Module<Local>, item: Item<Local>): Piece => {
  const piece = itemPiece(context, item)
  return {...piece, losses: [...placementLosses(module, item), ...piece.losses]}
}

/** An item of a module: one entry of the contents, or several where practice quizzes follow their lesson. */
const itemPiece = (context: Context, item: Item<Local>): Piece => {
  switch (item.type) {
    case 'lesson':
      return lessonPiece(context, item)
    case 'quiz':
      return quizPiece(context, item)
    case 'discussion':
      return discussionPiece(context, item)
    case 'assignment':
      return assignmentPiece(context, item)
    case 'link':
      return linkPiece(context, item)
    case 'tool':
      return toolPiece(context, item)
    default:
      return never(item)
  }
}

/** A page as a resource with one entry in the contents. */
export const pagePiece = (
  context: Context,
  page: {
    readonly kind: string
    readonly id: string
    readonly title: string
    readonly path: string
    readonly html: string
    readonly bodies: Iterable<Body>
    readonly teachers?: boolean
  },
): Piece => {
  const resource = named(context, page.kind, page.id)
  return {
    items: [
      {identifier: named(context, page.kind === 'page' ? 'entry' : 'item', page.id), title: page.title, resource},
    ],
    resources: [
      {
        identifier: resource,
        type: 'webcontent',
        href: page.path,
        files: [page.path],
        dependencies: [named(context, 'asset', 'stylesheet'), ...mediaResources(context, page.bodies)],
        ...(page.teachers ? {metadata: [teachersOnly]} : {}),
      },
    ],
    files: [{path: page.path, content: {text: page.html}}],
    losses: [],
  }
}

export const join = (pieces: readonly Piece[]): Piece => ({
  items: pieces.flatMap((piece) => piece.items),
  resources: pieces.flatMap((piece) => piece.resources),
  files: pieces.flatMap((piece) => piece.files),
  losses: pieces.flatMap((piece) => piece.losses),
})

const lessonPiece = (context: Context, lesson: Lesson<Local>): Piece => {
  const page = pagePiece(context, {
    kind: 'lesson',
    id: lesson.id,
    title: lesson.title,
    path: `lessons/${lesson.id}.html`,
    html: lessonPage(context, lesson),
    bodies: [lesson.body],
    teachers: lesson.audience === 'teachers',
  })
  const practice = (context.practiceAfter.get(lesson.id) ?? []).map((quiz) => quizPiece(context, quiz))
  return join([{...page, losses: lessonLosses(context, lesson)}, ...practice])
}

const assignmentPiece = (context: Context, assignment: Assignment<Local>): Piece => {
  const page = pagePiece(context, {
    kind: 'assignment',
    id: assignment.id,
    title: assignment.title,
    path: `assignments/${assignment.id}.html`,
    html: assignmentPage(context, assignment),
    bodies: [assignment.body],
  })
  const losses = bodyLosses(context, assignment, assignment.body)
  if (!context.version.hasAssignments) {
    return {...page, losses: [lossOfItem(assignment, assignmentIsPage(assignment.points)), ...losses]}
  }
  // The contents lead to the page, and systems that know assignments take the variant instead.
  const resource = named(context, 'task', assignment.id)
  const path = `assignments/${assignment.id}.xml`
  const tree = assignmentTree(assignment, resource, assignmentText(context, assignment))
  return {
    items: page.items,
    resources: [
      ...page.resources.map((fallback) => ({...fallback, variant: resource})),
      {
        identifier: resource,
        type: 'assignment_xmlv1p0',
        files: [path],
        dependencies: mediaResources(context, [assignment.body]),
      },
    ],
    files: [...page.files, {path, content: {text: writeXml(tree)}}],
    losses: [...(assignment.rubric.length > 0 ? [lossOfItem(assignment, rubricIsTable)] : []), ...losses],
  }
}

const discussionPiece = (context: Context, discussion: Discussion<Local>): Piece => ({
  ...xmlPiece(
    context,
    discussion,
    context.version.types.topic,
    `discussions/${discussion.id}.xml`,
    topicTree(discussion.title, embeddedHtml(context, discussion.body), context.version),
    [discussion.body],
  ),
  losses: [
    ...(discussion.points === undefined ? [] : [lossOfItem(discussion, discussionUnmarked(discussion.points))]),
    ...bodyLosses(context, discussion, discussion.body),
  ],
})

export const linkPiece = (context: Context, link: WebLink<Local>): Piece => ({
  ...xmlPiece(
    context,
    link,
    context.version.types.webLink,
    `links/${link.id}.xml`,
    webLinkTree(link, context.version),
    [],
  ),
  losses: link.description ? [lossOfItem(link, linkDescriptionMoved)] : [],
})

const toolPiece = (context: Context, tool: Tool<Local>): Piece => ({
  ...xmlPiece(
    context,
    tool,
    context.version.types.tool,
    `tools/${tool.id}.xml`,
    toolTree(tool, tool.points, context.version),
    [],
  ),
  losses: [],
})

/** A resource that is one XML file; such resources have no `href` (rules 1c, 2c). */
export const xmlPiece = (
  context: Context,
  item: Item<Local>,
  type: string,
  path: string,
  tree: XmlElement,
  bodies: readonly Body[],
): Omit<Piece, 'losses'> => {
  const resource = named(context, item.type, item.id)
  return {
    items: [{identifier: named(context, 'item', item.id), title: item.title, resource}],
    resources: [{identifier: resource, type, files: [path], dependencies: mediaResources(context, bodies)}],
    files: [{path, content: {text: writeXml(tree)}}],
  }
}

const placementLosses = (module: Module<Local>, item: Item<Local>): readonly Loss[] => {
  const {requires, hidden, group, opens, due, closes} = item.placement
  return [
    ...(hidden || module.hidden ? [lossOfItem(item, hiddenIsShown)] : []),
    ...(requires.length > 0 || module.requires.length > 0 ? [lossOfItem(item, requiresIgnored)] : []),
    ...([opens, due, closes].some((day) => day !== undefined) ? [lossOfItem(item, datesLost)] : []),
    ...(group === undefined ? [] : [lossOfItem(item, groupLost)]),
  ]
}

const placementSource =
  'Common Cartridge 1.1, ccv1p1_imscp_v1p2_v1p0.xsd: an item has a title and a resource, and nothing else'

const hiddenIsShown = {
  feature: 'item/hidden',
  kind: 'degraded',
  what: 'The hidden item is shown.',
  why: 'A cartridge cannot say that an item is hidden.',
  source: placementSource,
  remedy: 'Hide it in the course after the import.',
} as const

const requiresIgnored = {
  feature: 'item/requires',
  kind: 'degraded',
  what: 'The item can be opened before what it requires is done.',
  why: 'A cartridge has no conditions.',
  source: placementSource,
  remedy: 'Restrict access (Moodle) or set prerequisites (Canvas) after the import.',
} as const

const datesLost = {
  feature: 'item/dates',
  kind: 'dropped',
  what: 'When it opens, is due and closes is left out.',
  why: 'A cartridge has no dates.',
  source: placementSource,
  remedy: 'Set the dates after the import.',
} as const

const groupLost = {
  feature: 'item/group',
  kind: 'dropped',
  what: 'The assignment group is left out.',
  why: 'A cartridge has no grade book.',
  source: placementSource,
  remedy: 'Put it into its grade category after the import.',
} as const

const lessonLosses = (context: Context, lesson: Lesson<Local>): readonly Loss[] => {
  let practices = 0
  walk(lesson.body, (node) => {
    if (node.type === 'practice') practices += 1
  })
  return [
    ...(practices > 0 ? [lossOfItem(lesson, practiceAfterLesson)] : []),
    ...bodyLosses(context, lesson, lesson.body),
  ]
}

const bodyLosses = ({version}: Context, item: Item<Local>, body: Body): readonly Loss[] => {
  const links = innerLinks(body)
  const types = new Set<string>()
  walk(body, (node) => types.add(node.type))
  const plainer = Object.entries(plainerInMoodle).flatMap(([type, what]) => (types.has(type) ? [what] : []))
  return [
    ...(links > 0 ? [lossOfItem(item, linksAreWords(links))] : []),
    ...(version.isForMoodle && (types.has('math') || types.has('inlineMath'))
      ? [lossOfItem(item, formulasAreTex)]
      : []),
    ...(version.isForMoodle && plainer.length > 0 ? [lossOfItem(item, plainerPage(plainer))] : []),
  ]
}

/** What Moodle's cleaning of imported pages takes away (lib/weblib.php:1089), by the type of the node. */
const plainerInMoodle: Readonly<Record<string, string>> = {
  callout: 'call-outs lose their frame',
  reveal: 'what is hidden at first stands open',
  figure: 'figures lose their frame, and their descriptions stand open',
  recording: 'transcripts stand open',
  citation: 'citations no longer lead to the list of references',
  noteCall: 'note numbers no longer lead to their notes',
}

const plainerPage = (changes: readonly string[]): Omit<Loss, 'item' | 'place'> => ({
  feature: 'text/elements',
  kind: 'approximated',
  what: `In Moodle ${changes.join('; ')}. The words are all there.`,
  why: 'It cleans imported pages and keeps neither these elements nor any id.',
  source: 'Moodle 5.1, backup/cc/entity11.resource.class.php:122 (HTML Purifier)',
  remedy: 'Use SCORM, or the Moodle formats, where this matters.',
})

const linksAreWords = (count: number): Omit<Loss, 'item' | 'place'> => ({
  feature: 'text/links',
  kind: 'approximated',
  what: `${count === 1 ? 'One link' : `${count} links`} to other parts of the course ${count === 1 ? 'is' : 'are'} words without a link.`,
  why: 'Importers make pages and files of their own from a cartridge, so that links between them break.',
  source: sources.links,
  remedy: 'Learners find the other parts by their titles in the contents; link them by hand where it matters.',
})

const formulasAreTex = {
  feature: 'text/math',
  kind: 'approximated',
  what: 'Formulas are TeX, which a system must have a filter for.',
  why: 'Moodle takes MathML out of imported pages.',
  source: 'Moodle 5.1, backup/cc/entity11.resource.class.php:122 (HTML Purifier)',
  remedy: 'Turn on the MathJax filter, or use SCORM.',
} as const

const practiceAfterLesson = {
  feature: 'lesson/practice',
  kind: 'approximated',
  what: 'The practice quiz does not stand in the lesson but follows it.',
  why: 'A page of a cartridge cannot hold a quiz.',
  source: sources.manifest,
  remedy: 'None is needed; the lesson says where its practice is.',
} as const

const assignmentIsPage = (points: number): Omit<Loss, 'item' | 'place'> => ({
  feature: 'assignment/page',
  kind: 'degraded',
  what: 'The assignment is a page with its text and rubric: nothing can be handed in or marked there.',
  why: 'Common Cartridge 1.1 has no assignments; 1.3 brought them.',
  source: sources.manifest,
  remedy: `Make an assignment of ${points} points after the import and copy the page into it.`,
})

const rubricIsTable = {
  feature: 'assignment/rubric',
  kind: 'degraded',
  what: 'The rubric is a table in the text of the assignment, not one that teachers mark by.',
  why: 'The assignment of a cartridge has a text, points and ways to hand in, and no rubric.',
  source: 'Common Cartridge assignment extension 1.0, cc_extresource_assignmentv1p0_v1p0.xsd',
  remedy: 'Make the rubric by hand after the import, or use the format canvas.',
} as const

const discussionUnmarked = (points: number): Omit<Loss, 'item' | 'place'> => ({
  feature: 'discussion/points',
  kind: 'dropped',
  what: `That contributions earn up to ${points} points is left out.`,
  why: 'A topic of a cartridge has a title and a text only.',
  source: 'Common Cartridge 1.1, ccv1p1_imsdt_v1p1.xsd',
  remedy: 'Have the discussion graded in its settings after the import.',
})

const linkDescriptionMoved = {
  feature: 'link/description',
  kind: 'approximated',
  what: 'The description stands on the welcome page, not beside the web link.',
  why: 'A web link of a cartridge has a title and an address only.',
  source: 'Common Cartridge 1.1, ccv1p1_imswl_v1p1.xsd',
  remedy: 'None is needed.',
} as const
