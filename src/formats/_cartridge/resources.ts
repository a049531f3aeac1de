import type {Assignment, Submission, Tool, WebLink} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {plainText} from '../../model/walk.js'
import type {XmlElement} from '../_xml/write.js'
import {type Version, version11} from './version.js'

const instance = 'http://www.w3.org/2001/XMLSchema-instance'

/** A discussion topic; the text is HTML. */
export const topicTree = (title: string, html: string, version: Version = version11): XmlElement => {
  const [namespace, schema] = version.topic
  return [
    'topic',
    {
      xmlns: namespace,
      'xmlns:xsi': instance,
      'xsi:schemaLocation': `${namespace} ${schema}`,
    },
    ['title', {}, title],
    ['text', {texttype: 'text/html'}, html],
  ]
}

/** Source: 1EdTech Common Cartridge assignment extension 1.0, cc_extresource_assignmentv1p0_v1p0.xsd. */
export const assignmentTree = (assignment: Assignment<Local>, identifier: string, html: string): XmlElement => {
  const namespace = 'http://www.imsglobal.org/xsd/imscc_extensions/assignment'
  return [
    'assignment',
    {
      xmlns: namespace,
      'xmlns:xsi': instance,
      'xsi:schemaLocation': `${namespace} http://www.imsglobal.org/profile/cc/cc_extensions/cc_extresource_assignmentv1p0_v1p0.xsd`,
      identifier,
    },
    ['title', {}, assignment.title],
    ['text', {texttype: 'text/html'}, html],
    // The schema of 2012 knows no points; Canvas reads them here, and samples have them (standard/assignment_converter.rb:47).
    ['gradable', {points_possible: assignment.points}, 'true'],
    assignment.submission.length > 0 && [
      'submission_formats',
      {},
      ...assignment.submission.map((way): XmlElement => ['format', {type: formats[way]}]),
    ],
  ]
}

const formats: Readonly<Record<Submission, string>> = {text: 'html', file: 'file', url: 'url'}

export const webLinkTree = (link: WebLink<Local>, version: Version): XmlElement => {
  const [namespace, schema] = version.webLink
  return [
    'webLink',
    {
      xmlns: namespace,
      'xmlns:xsi': instance,
      'xsi:schemaLocation': `${namespace} ${schema}`,
    },
    ['title', {}, link.title],
    ['url', {href: asciiAddress(link.url), target: '_blank'}],
  ]
}

/**
 * An LTI link. With `outcome`, plain importers make an assignment of so many points of it.
 * Source: IMS Basic LTI 1.0, section 4.4; IMS Common Cartridge 1.1, imslticc_v1p0.xsd.
 */
export const toolTree = (tool: Tool<Local>, outcome: number | undefined, version: Version = version11): XmlElement => {
  const [namespace, schema] = version.tool
  const xsd = 'http://www.imsglobal.org/xsd'
  const property = ([name, value]: readonly [string, string]): XmlElement => ['lticm:property', {name}, value]
  const privacy = {anonymous: 'anonymous', name: 'name_only', email: 'email_only', public: 'public'}[tool.privacy]
  const launch = asciiAddress(tool.url)
  const custom = Object.entries(tool.custom)
  return [
    'cartridge_basiclti_link',
    {
      xmlns: namespace,
      'xmlns:blti': `${xsd}/imsbasiclti_v1p0`,
      'xmlns:lticm': `${xsd}/imslticm_v1p0`,
      'xmlns:lticp': `${xsd}/imslticp_v1p0`,
      'xmlns:xsi': instance,
      'xsi:schemaLocation': `${namespace} ${schema} ${xsd}/imsbasiclti_v1p0 ${xsd}/lti/ltiv1p0/imsbasiclti_v1p0p1.xsd ${xsd}/imslticm_v1p0 ${xsd}/lti/ltiv1p0/imslticm_v1p0.xsd ${xsd}/imslticp_v1p0 ${xsd}/lti/ltiv1p0/imslticp_v1p0.xsd`,
    },
    ['blti:title', {}, tool.title],
    ['blti:description', {}, tool.description ? plainText(tool.description) : tool.title],
    custom.length > 0 && ['blti:custom', {}, ...custom.map(property)],
    [
      'blti:extensions',
      {platform: 'canvas.instructure.com'},
      property(['privacy_level', privacy]),
      ...(outcome === undefined ? [] : [property(['outcome', String(outcome)])]),
    ],
    // Moodle reads launch_url alone (backup/cc/entity11.lti.class.php:94).
    ['blti:launch_url', {}, launch],
    launch.startsWith('https:') && ['blti:secure_launch_url', {}, launch],
    ['blti:vendor', {}, ['lticp:code', {}, 'coursewright'], ['lticp:name', {}, 'coursewright']],
  ]
}

/**
 * Moodle takes an address with a blank or a letter beyond ASCII for none (backup/cc/entity11.resource.class.php:90), and
 * what looks like an entity in it ends the import (line 102).
 */
export const asciiAddress = (url: string): string => {
  const safe = (address: string) => address.replace(/&(#?[a-z0-9]+);/gi, '&$1%3B')
  try {
    return safe(new URL(url).href)
  } catch {
    return safe(url)
  }
}
