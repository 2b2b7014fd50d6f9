import { Binary } from "bson";
import type { Document } from "bson";
import { commandError } from "../command-error.ts";
import { readClientFirst, scramCredentials, startScram } from "../scram.ts";
import type { Command, Commands } from "../state.ts";

const version = "7.0.0-musette-wire-server";
const mechanism = "SCRAM-SHA-256";

/** Saying hello, logging in, and the users that can. */
export const sessionCommands: Commands = {
  hello: (command, { state }) => hello(command, state.users),
  ismaster: (command, { state }) => hello(command, state.users),
  ping: () => ({}),
  buildInfo: () => ({ version, versionArray: [7, 0, 0, 0], maxBsonObjectSize: 16_777_216 }),
  endSessions: () => ({}),
  connectionStatus: (_, { user }) => ({
    authInfo: { authenticatedUsers: user === undefined ? [] : [{ user: user.name, db: user.database }] },
  }),
  saslStart(command, session, database) {
    if (command["mechanism"] !== mechanism) throw commandError(2, "unsupported mechanism");
    const first = readClientFirst(textOf(command["payload"]));
    const user = session.state.users.get(`${database}.${first.user}`);
    if (user === undefined) throw authenticationFailed();
    const scram = startScram(first, user.credentials);
    session.login = { user, scram };
    return { conversationId: 1, done: false, payload: binary(scram.challenge) };
  },
  saslContinue(command, session) {
    const signature = session.login?.scram.finish(textOf(command["payload"]));
    if (signature === undefined) throw authenticationFailed();
    session.user = session.login?.user;
    session.login = undefined;
    return { conversationId: 1, done: true, payload: binary(signature) };
  },
  createUser(command, { state }, database) {
    const name = String(command["createUser"]);
    const roles = (command["roles"] as readonly (string | { readonly role: string })[]).map((role) =>
      typeof role === "string" ? role : role.role,
    );
    const credentials = scramCredentials(String(command["pwd"]));
    state.users.set(`${database}.${name}`, { name, database, roles, credentials });
    return {};
  },
  dropUser(command, { state }, database) {
    state.users.delete(`${database}.${String(command["dropUser"])}`);
    return {};
  },
};

function hello(command: Document, users: ReadonlyMap<string, unknown>): ReturnType<Command> {
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ...(users.has(String(command["saslSupportedMechs"])) && { saslSupportedMechs: [mechanism] }),
  };
}

function authenticationFailed() {
  return commandError(18, "Authentication failed.");
}

function textOf(payload: unknown): string {
  return payload instanceof Binary ? Buffer.from(payload.value()).toString() : "";
}

function binary(text: string): Binary {
  return new Binary(Buffer.from(text));
}
