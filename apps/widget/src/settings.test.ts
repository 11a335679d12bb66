import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const page = { language: 'de', navigatorLanguage: 'ru-RU' }
const src = 'https://support.example:8443/widget.js?v=2'

describe('settings', () => {
  it('take the server’s origin from the script’s address', () => {
    expect(readSettings({ src, dataset: { channel: 'shop' } }, page)).toEqual({
      origin: 'https://support.example:8443',
      channelKey: 'shop',
      language: 'ru',
      brand: [15, 118, 110],
      shadow: 'closed',
    })
  })

  it('follow the attributes before the page and the browser', () => {
    const dataset = { channel: 'shop', language: 'en', color: '#b45309', shadow: 'open' }
    expect(readSettings({ src, dataset }, page)).toMatchObject({
      language: 'en',
      brand: [180, 83, 9],
      shadow: 'open',
    })
  })

  it('fall back on a colour that is none', () => {
    expect(readSettings({ src, dataset: { channel: 'shop', color: 'teal' } }, page)?.brand).toEqual([
      15, 118, 110,
    ])
  })

  it('do not start without a channel or an address to talk to', () => {
    expect(readSettings({ src, dataset: {} }, page)).toBeNull()
    expect(readSettings({ src, dataset: { channel: ' ' } }, page)).toBeNull()
    expect(readSettings({ src: '', dataset: { channel: 'shop' } }, page)).toBeNull()
    expect(readSettings({ src: 'data:text/javascript,1', dataset: { channel: 'shop' } }, page)).toBeNull()
  })
})
