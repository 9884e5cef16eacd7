// Reads cases from its input and says of each whether the carrier's own library for Node accepts it.
"use strict";

const { readFileSync } = require("node:fs");
const { validateRequest, validateRequestWithBody } = require("twilio");

const judged = JSON.parse(readFileSync(0, "utf-8")).map(({ token, signature, url, params, body }) =>
  body === null
    ? validateRequest(token, signature, url, params)
    : validateRequestWithBody(token, signature, url, body),
);
process.stdout.write(JSON.stringify(judged));
