/** The main job, performed with the generated TypeScript client, in strict TypeScript. */

import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { greenlight, type components, type Greenlight } from "../../openapi/clients/typescript/client.js";

type Schemas = components["schemas"];

const CAPTION = "Ten minutes, one Lumen Pan. #lumenpan #ad";
const HASHTAGS = ["#lumenpan", "#ad"];
const PASSWORD = said("GREENLIGHT_PASSWORD");
const address = said("GREENLIGHT_ADDRESS");
const visitor = greenlight(address);

function said(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is needed`);
  return value;
}

/** Give the body of a successful answer, and its ETag. */
async function got<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ body: T; etag: string }> {
  const { data, error, response } = await call;
  assert.ok(response.ok && data !== undefined, `${response.url}: ${response.status} ${JSON.stringify(error)}`);
  return { body: data, etag: response.headers.get("etag") ?? "" };
}

async function soon<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    assert.ok(Date.now() < deadline, `still not so: ${JSON.stringify(value)}`);
    await pause(20);
  }
}

const key = () => ({ "Idempotency-Key": randomUUID() });
const sha256 = (content: Buffer) => createHash("sha256").update(content).digest("hex");

async function letterTo(email: string, type: string): Promise<string> {
  const letters = await soon(
    async () => {
      const { body } = await got(visitor.GET("/v1/sandbox/emails", { params: { query: { to: email } } }));
      return body.data.filter((letter) => letter.type === type);
    },
    (found) => found.length > 0,
  );
  const token = letters[0]?.data["token"];
  assert.ok(typeof token === "string");
  return token;
}

async function signedIn(email: string): Promise<Greenlight> {
  const { body } = await got(visitor.POST("/v1/sessions", { body: { email, password: PASSWORD } }));
  return greenlight(address, body.access_token);
}

async function person(word: string): Promise<{ client: Greenlight; email: string }> {
  const email = `${word}-${randomUUID().slice(0, 8)}@example.com`;
  const body: Schemas["NewUser"] = { email, password: PASSWORD, name: word, country: "US", date_of_birth: "1996-04-12" };
  await got(visitor.POST("/v1/users", { body }));
  const token = await letterTo(email, "email_confirmation");
  await got(visitor.POST("/v1/users/confirm-email", { body: { token } }));
  return { client: await signedIn(email), email };
}

async function verifiedBrand(staff: Greenlight): Promise<Greenlight> {
  const { client, email } = await person("brand");
  const { body: organization } = await got(
    client.POST("/v1/organizations", {
      body: {
        type: "brand",
        name: "Lumen Kitchen",
        country: "US",
        currency: "USD",
        website: "https://lumen.example",
        industry: "kitchenware",
        description: "Pans that last.",
        collaboration_goals: ["awareness"],
      },
    }),
  );
  const params = { path: { organization_id: organization.id } };
  await got(client.POST("/v1/organizations/{organization_id}/verification", { params, body: { business_email: email } }));
  await got(visitor.POST("/v1/verifications/confirm", { body: { token: await letterTo(email, "brand_verification") } }));
  const { body: passed } = await got(staff.POST("/v1/organizations/{organization_id}/verification/pass", { params }));
  assert.equal(passed.state, "passed");
  return client;
}

interface Creator {
  client: Greenlight;
  id: string;
  handle: string;
}

async function approvedCreator(staff: Greenlight): Promise<Creator> {
  const { client } = await person("creator");
  await got(client.POST("/v1/organizations", { body: { type: "creator", name: "Ana Cooks", country: "US", currency: "USD" } }));
  const handle = `ana_${randomUUID().slice(0, 8)}`;
  const profile = { name: "Ana Cooks", country: "US", follower_count: 42_000 };
  await got(visitor.PUT("/v1/sandbox/social-accounts/{handle}", { params: { path: { handle } }, body: profile }));
  const { body: account } = await got(client.POST("/v1/social-accounts", { body: { platform: "sandbox", handle } }));
  const query = { social_account_id: account.id };
  const { body: eligibility } = await got(client.GET("/v1/creator-eligibility", { params: { query } }));
  assert.ok(eligibility.eligible);
  const { body: application } = await got(
    client.POST("/v1/creator-applications", {
      body: {
        social_account_ids: [account.id],
        categories: ["food"],
        languages: ["en"],
        formats: ["video"],
        bio: "Home cooking in ten minutes.",
        rates: [{ deliverable_type: "video", price: { value: 60_000, currency: "USD" }, negotiable: true }],
      },
    }),
  );
  const params = { path: { application_id: application.id } };
  await got(client.POST("/v1/creator-applications/{application_id}/submit", { params }));
  await got(staff.POST("/v1/creator-applications/{application_id}/claim", { params }));
  const { body: approved } = await got(staff.POST("/v1/creator-applications/{application_id}/approve", { params }));
  assert.ok(approved.creator_id);
  return { client, id: approved.creator_id, handle };
}

async function campaignBody(): Promise<Schemas["NewCampaign"]> {
  const { body: clock } = await got(visitor.GET("/v1/sandbox/clock"));
  const inDays = (days: number) => new Date(Date.parse(clock.now) + days * 86_400_000).toISOString().slice(0, 10);
  return {
    name: "Spring launch",
    category: "food",
    objective: "awareness",
    budget: { value: 1_000_000, currency: "USD" },
    starts_on: inDays(1),
    ends_on: inDays(60),
    markets: ["US"],
    targets: [{ metric: "views", value: 500_000, unit: "count" }],
    deliverables: [
      {
        type: "video",
        title: "Recipe video",
        due_on: inDays(20),
        publish_by_on: inDays(60),
        min_duration_seconds: 15,
        max_duration_seconds: 60,
      },
    ],
    brief: { summary: "Cook with the pan.", must_mention: ["Lumen Pan"], hashtags: ["#lumenpan"] },
    terms: { disclosure: { required: true, labels: ["#ad"] }, revision_rounds: 2 },
  };
}

/** Bytes that are an MP4 file of 30 seconds, another one for each name. */
function filmOf(name: string): Buffer {
  const box = (kind: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length + 8);
    head.write(kind, 4, "latin1");
    return Buffer.concat([head, content]);
  };
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1_000, 12);
  header.writeUInt32BE(30_000, 16);
  header.write("\x00\x01\x00\x00\x01\x00", 20, "latin1");
  header.writeUInt32BE(2, 96);
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\x00\x00\x02\x00isomiso2mp41", "latin1")),
    box("moov", box("mvhd", header)),
    box("mdat", Buffer.from(name.repeat(64))),
  ]);
}

async function uploaded(creator: Greenlight, content: Buffer): Promise<string> {
  const body: Schemas["NewUpload"] = { filename: "recipe.mp4", content_type: "video/mp4", size_bytes: content.length };
  const { body: upload } = await got(creator.POST("/v1/uploads", { body }));
  assert.ok(upload.url && upload.method && upload.headers);
  const sent = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: new Uint8Array(content) });
  assert.ok(sent.ok, `${sent.status}`);
  const params = { path: { upload_id: upload.id } };
  await got(creator.POST("/v1/uploads/{upload_id}/complete", { params, body: { sha256: sha256(content) } }));
  return upload.id;
}

async function inReview(side: Greenlight, id: string): Promise<Schemas["DraftOut"]> {
  const read = async () => (await got(side.GET("/v1/drafts/{draft_id}", { params: { path: { draft_id: id } } }))).body;
  return soon(read, (draft) => draft.state === "brand_review");
}

async function agreed(brand: Greenlight, creator: Creator): Promise<Schemas["OrderOut"]> {
  const { body: campaign } = await got(brand.POST("/v1/campaigns", { body: await campaignBody() }));
  const ofCampaign = { path: { campaign_id: campaign.id } };
  await got(brand.POST("/v1/campaigns/{campaign_id}/publish", { params: ofCampaign }));
  const { body: invitation } = await got(
    brand.POST("/v1/campaigns/{campaign_id}/invitations", {
      params: ofCampaign,
      body: { creator_id: creator.id, message: "Cook with us?" },
    }),
  );
  await got(
    creator.client.POST("/v1/invitations/{invitation_id}/accept", { params: { path: { invitation_id: invitation.id } } }),
  );
  const { body: offer } = await got(
    brand.POST("/v1/offers", {
      body: { campaign_id: campaign.id, creator_id: creator.id, price: { value: 50_000, currency: "USD" } },
    }),
  );
  const path = { offer_id: offer.id };
  const { etag: seen } = await got(creator.client.GET("/v1/offers/{offer_id}", { params: { path } }));
  const { body: countered, etag } = await got(
    creator.client.POST("/v1/offers/{offer_id}/counter", {
      params: { path, header: { "If-Match": seen } },
      body: { price: { value: 60_000, currency: "USD" }, message: "It takes a whole day." },
    }),
  );
  assert.equal(countered.turn, "brand");
  const stale = await brand.POST("/v1/offers/{offer_id}/accept", { params: { path, header: { "If-Match": seen } } });
  assert.equal(stale.error?.code, "precondition_failed");
  const { body: accepted } = await got(
    brand.POST("/v1/offers/{offer_id}/accept", { params: { path, header: { "If-Match": etag } } }),
  );
  assert.ok(accepted.order_id);
  const { body: order } = await got(
    brand.GET("/v1/orders/{order_id}", { params: { path: { order_id: accepted.order_id } } }),
  );
  return order;
}

async function approvedFilm(brand: Greenlight, creator: Greenlight, order: Schemas["OrderOut"]): Promise<Buffer> {
  const deliverable_id = order.deliverables[0]?.id;
  assert.ok(deliverable_id);
  const upload_ids = [await uploaded(creator, filmOf(`${deliverable_id} 1`))];
  const { body: draft } = await got(
    creator.POST("/v1/drafts", {
      body: { order_id: order.id, deliverable_id, caption: CAPTION, hashtags: HASHTAGS, upload_ids },
    }),
  );
  const params = { path: { draft_id: draft.id } };
  await got(creator.POST("/v1/drafts/{draft_id}/submit", { params }));
  const { version_number } = await inReview(brand, draft.id);
  await got(
    brand.POST("/v1/drafts/{draft_id}/request-changes", {
      params,
      body: {
        version_number,
        items: [
          { anchor: { type: "time", at_milliseconds: 4_000 }, comment: "Show the pan earlier." },
          { anchor: { type: "text", field: "caption", start: 0, end: 3 }, comment: "Say 'ten' in letters." },
        ],
      },
    }),
  );
  const film = filmOf(`${deliverable_id} 2`);
  await got(
    creator.POST("/v1/drafts/{draft_id}/versions", {
      params,
      body: { caption: CAPTION, hashtags: HASHTAGS, upload_ids: [await uploaded(creator, film)] },
    }),
  );
  await got(creator.POST("/v1/drafts/{draft_id}/submit", { params }));
  const second = await inReview(brand, draft.id);
  const { body: approved } = await got(
    brand.POST("/v1/drafts/{draft_id}/approve", { params, body: { version_number: second.version_number, message: "Lovely." } }),
  );
  assert.deepEqual([approved.state, approved.version_number], ["approved", 2]);
  return film;
}

async function paidOut(creator: Greenlight, order: Schemas["OrderOut"]): Promise<Schemas["PayoutOut"]> {
  const [payable] = await soon(
    async () => (await got(creator.GET("/v1/payables", { params: { query: { order_id: [order.id] } } }))).body.data,
    (payables) => payables.length === 1,
  );
  assert.equal(payable?.amount.value, 54_000);
  await got(
    creator.POST("/v1/payout-accounts", {
      params: { header: key() },
      body: { type: "sandbox", currency: "USD", holder_name: "Ana Cooks", sandbox: { outcome: "success" } },
    }),
  );
  await got(
    creator.POST("/v1/tax-forms", {
      body: {
        type: "w9",
        name: "Ana Cooks",
        tax_id: "123-45-6789",
        address: { line1: "1 Main Street", city: "Springfield", region: "IL", postal_code: "62701", country: "US" },
        signed_at: "2026-01-15T12:00:00Z",
      },
    }),
  );
  await soon(
    async () => (await got(creator.GET("/v1/balances"))).body.data.find((one) => one.currency === "USD"),
    (balance) => balance?.available.value === 54_000,
  );
  const { body: payout } = await got(creator.POST("/v1/payouts", { params: { header: key() }, body: { currency: "USD" } }));
  return soon(
    async () => (await got(creator.GET("/v1/payouts/{payout_id}", { params: { path: { payout_id: payout.id } } }))).body,
    (seen) => seen.state === "paid" || seen.state === "failed",
  );
}

test("the main job", { timeout: 60_000 }, async () => {
  const staff = await signedIn(said("GREENLIGHT_STAFF"));
  const brand = await verifiedBrand(staff);
  const creator = await approvedCreator(staff);
  await soon(
    async () => {
      const query = { q: creator.handle, category: ["food"] };
      return (await got(brand.GET("/v1/creators", { params: { query } }))).body.data.map((one) => one.id);
    },
    (ids) => ids.includes(creator.id),
  );

  const order = await agreed(brand, creator);
  assert.equal(order.amounts.creator_net.value, 54_000);
  const { body: funding } = await got(
    brand.POST("/v1/fundings", {
      params: { header: key() },
      body: {
        amount: { value: 60_000, currency: "USD" },
        source: { type: "sandbox", sandbox: { outcome: "success" } },
        order_id: order.id,
      },
    }),
  );
  assert.equal(funding.state, "succeeded");

  const film = await approvedFilm(brand, creator.client, order);
  const payout = await paidOut(creator.client, order);
  assert.deepEqual([payout.state, payout.amount], ["paid", { value: 54_000, currency: "USD" }]);

  const query = { order_id: [order.id] };
  const { body: entries } = await got(brand.GET("/v1/ledger/entries", { params: { query } }));
  assert.ok(entries.data.length >= 2);
  for (const entry of entries.data) {
    assert.equal(
      entry.postings.reduce((sum, posting) => sum + posting.amount.value, 0),
      0,
    );
  }

  const { body: post } = await got(
    visitor.POST("/v1/sandbox/social-accounts/{handle}/posts", {
      params: { path: { handle: creator.handle } },
      body: { caption: CAPTION, hashtags: HASHTAGS, media_sha256: [sha256(film)] },
    }),
  );
  const deliverable_id = order.deliverables[0]?.id ?? "";
  const { body: publication } = await got(creator.client.POST("/v1/publications", { body: { deliverable_id, url: post.url } }));
  const path = { publication_id: publication.id };
  const proven = await soon(
    async () => (await got(creator.client.GET("/v1/publications/{publication_id}", { params: { path } }))).body,
    (seen) => seen.state !== "submitted",
  );
  assert.equal(proven.state, "verified");
  const ofOrder = { order_id: order.id };
  const live = await soon(
    async () => await got(brand.GET("/v1/orders/{order_id}", { params: { path: ofOrder } })),
    (seen) => seen.body.state === "live",
  );
  const header = { "If-None-Match": live.etag, Prefer: "wait=1" };
  const unchanged = await brand.GET("/v1/orders/{order_id}", { params: { path: ofOrder, header } });
  assert.equal(unchanged.response.status, 304);
});
