import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Stage } from '../stage/open-stage.ts'
import { letterTo } from '../stage/read-mail.ts'

/** A person with a workspace of their own, whom no other journey knows. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly tenantName: string
}

export function newPerson(name: string): Person {
  const mark = randomUUID().slice(0, 8)
  return {
    name,
    email: `${name.split(' ')[0]?.toLowerCase()}-${mark}@example.test`,
    password: `plum ladder ${mark}`,
    tenantName: `Workshop ${mark}`,
  }
}

/** Waits until the console stands and is live. */
export const inside = (page: Page) => page.getByRole('status').filter({ hasText: 'Live' }).waitFor()

/** Fills in the form for a new workspace and stops where the letter is waited for. */
export async function askForWorkspace(stage: Stage, page: Page, person: Person): Promise<void> {
  await page.goto(`${stage.server.url}/app/sign-up`)
  await page.getByLabel('Name of the workspace').fill(person.tenantName)
  await page.getByLabel('Your name').fill(person.name)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('New password').fill(person.password)
  await page.getByRole('button', { name: 'Create a workspace' }).click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
}

/** A person with a workspace, signed in in a window of their own. */
export async function openWorkspace(stage: Stage, person: Person): Promise<Page> {
  const page = await stage.open(person.name)
  await askForWorkspace(stage, page, person)
  const { content } = await letterTo(stage.server, person.email, 'verify_email')
  await page.getByLabel('Code of six digits').fill(content.code ?? '')
  await inside(page)
  return page
}

/** Types address and password; what follows is the journey's. */
export async function typeSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function openSettings(stage: Stage, page: Page, name: string): Promise<void> {
  await page.goto(`${stage.server.url}/app/settings?page=${name}`)
  await page.locator('#settings-heading').waitFor()
}
