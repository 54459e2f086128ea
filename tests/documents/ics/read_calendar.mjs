// Prints every occurrence of an iCalendar file as ical.js (Thunderbird's) reads it, in UTC.
// Usage: node read_calendar.mjs FILE.ics
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const masters = new Map();
const exceptions = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  if (event.isRecurrenceException()) {
    exceptions.push(event);
  } else {
    masters.set(event.uid, event);
  }
}
const alone = exceptions.filter((exception) => !masters.has(exception.uid));
for (const exception of exceptions) {
  masters.get(exception.uid)?.relateException(exception);
}

const utc = (time) => new Date(time.toUnixTime() * 1000).toISOString();
const shown = (event, start, end) => ({
  uid: event.uid,
  start: utc(start),
  end: utc(end),
  sequence: event.sequence,
  status: event.component.getFirstPropertyValue("status"),
  summary: event.summary,
  description: event.description,
});

const found = [];
for (const event of [...masters.values(), ...alone]) {
  if (!event.isRecurring()) {
    found.push(shown(event, event.startDate, event.endDate));
    continue;
  }
  const occurrences = event.iterator();
  for (let next = occurrences.next(); next; next = occurrences.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    found.push(shown(item, startDate, endDate));
  }
}
console.log(JSON.stringify(found));
