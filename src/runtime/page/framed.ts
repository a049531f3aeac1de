/** The script of a page in a package that has a player: opened without it, the page goes there. */
import type {PlayerCourse, Session} from '../../model/player.js'
import {connectRemote} from '../session/client.js'
import {startPage} from './start.js'

/** How often a page asks for the player around it, which a slow network may bring later than the page. */
const tries = 8

const open = async (course: PlayerCourse): Promise<Session> => {
  for (let left = window.parent === window ? 0 : tries; left > 0; left -= 1) {
    const session = await connectRemote()
    if (session) return session
  }
  const {root = '', slot, player = `${root}player.html`} = document.body.dataset
  const page = course.pages.find((each) => each.slot === Number(slot))
  location.replace(`${player}${page ? `#${page.kind}/${page.id}` : ''}`)
  return new Promise(() => {})
}

void startPage(open)
