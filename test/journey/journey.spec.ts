import { afterAll, beforeAll, describe } from 'vitest';
import { accounts } from './chapters/accounts.js';
import { afterwards } from './chapters/afterwards.js';
import { decision } from './chapters/decision.js';
import { eventTakesShape } from './chapters/event-takes-shape.js';
import { onTheDay } from './chapters/on-the-day.js';
import { submission } from './chapters/submission.js';
import { Story } from './story.js';

/** The whole life of an event, over HTTP alone; each chapter needs those before it. */
describe('the life of an event', () => {
  let story: Story;
  const told = () => story;

  beforeAll(async () => {
    story = await Story.begin();
  });

  afterAll(() => story?.end());

  describe('its organiser arrives', () => {
    accounts(told);
  });
  describe('it takes shape', () => {
    eventTakesShape(told);
  });
  describe('somebody proposes a talk', () => {
    submission(told);
  });
  describe('the organiser decides', () => {
    decision(told);
  });
  describe('everybody reads the schedule', () => {
    onTheDay(told);
  });
  describe('what comes afterwards', () => {
    afterwards(told);
  });
});
