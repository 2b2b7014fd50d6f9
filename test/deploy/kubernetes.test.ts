import { loadConfig } from "@musette/config";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import * as z from "zod";
import { loadBuiltIn } from "../../packages/cli/src/connectors.ts";
import { shownBlock } from "./shown-block.ts";

const metadata = z.strictObject({ name: z.literal("musette") });
const labels = z.strictObject({ app: z.literal("musette") });
const texts = z.record(z.string(), z.string());
const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.enum(["/readyz", "/healthz"]), port: z.literal(8080) }),
  periodSeconds: z.number().optional(),
  timeoutSeconds: z.number().optional(),
});
const container = z.strictObject({
  name: z.string(),
  image: z.string().regex(/:\d+\.\d+\.\d+$/),
  ports: z.tuple([z.strictObject({ containerPort: z.literal(8080) })]),
  envFrom: z.tuple([z.strictObject({ secretRef: metadata })]),
  securityContext: z.strictObject({
    readOnlyRootFilesystem: z.literal(true),
    allowPrivilegeEscalation: z.literal(false),
    capabilities: z.strictObject({ drop: z.tuple([z.literal("ALL")]) }),
  }),
  resources: z.strictObject({ requests: texts, limits: texts }),
  readinessProbe: probe,
  livenessProbe: probe,
  volumeMounts: z.array(
    z.strictObject({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }),
  ),
});
const pod = z.strictObject({
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number(),
  securityContext: z.strictObject({
    runAsNonRoot: z.literal(true),
    runAsUser: z.literal(1000),
    fsGroup: z.literal(1000),
    seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }),
  }),
  containers: z.tuple([container]),
  volumes: z.array(
    z.union([
      z.strictObject({ name: z.string(), persistentVolumeClaim: z.strictObject({ claimName: z.string() }) }),
      z.strictObject({ name: z.string(), configMap: metadata }),
    ]),
  ),
});

/** The manifest's five documents, by the field names of Kubernetes' API (v1, apps/v1); no other is let through. */
const manifest = z.tuple([
  z.strictObject({ apiVersion: z.literal("v1"), kind: z.literal("Secret"), metadata, stringData: texts }),
  z.strictObject({
    apiVersion: z.literal("v1"),
    kind: z.literal("ConfigMap"),
    metadata,
    data: z.strictObject({ "musette.yaml": z.string() }),
  }),
  z.strictObject({
    apiVersion: z.literal("v1"),
    kind: z.literal("PersistentVolumeClaim"),
    metadata,
    spec: z.strictObject({
      accessModes: z.tuple([z.literal("ReadWriteOnce")]),
      resources: z.strictObject({ requests: z.strictObject({ storage: z.string() }) }),
    }),
  }),
  z.strictObject({
    apiVersion: z.literal("apps/v1"),
    kind: z.literal("Deployment"),
    metadata,
    spec: z.strictObject({
      replicas: z.literal(1),
      strategy: z.strictObject({ type: z.literal("Recreate") }),
      selector: z.strictObject({ matchLabels: labels }),
      template: z.strictObject({ metadata: z.strictObject({ labels }), spec: pod }),
    }),
  }),
  z.strictObject({
    apiVersion: z.literal("v1"),
    kind: z.literal("Service"),
    metadata,
    spec: z.strictObject({
      selector: labels,
      ports: z.tuple([z.strictObject({ port: z.number(), targetPort: z.literal(8080) })]),
    }),
  }),
]);

it("the Kubernetes manifest is one, and holds a configuration that its Secret completes", async () => {
  const documents = parseAllDocuments(shownBlock("yaml kubernetes"));
  const [secret, config, , deployment] = manifest.parse(
    documents.map((document) => document.toJS() as unknown),
  );
  const { spec } = deployment.spec.template;
  const volumes = spec.volumes.map(({ name }) => name);
  expect(spec.containers[0].volumeMounts.map(({ name }) => name)).toEqual(volumes);
  expect(spec.containers[0].volumeMounts.map(({ mountPath }) => mountPath)).toEqual(["/data", "/config"]);

  const text = config.data["musette.yaml"];
  const loaded = await loadConfig({
    file: "musette.yaml",
    text,
    env: secret.stringData,
    resolveConnector: loadBuiltIn,
  });
  expect(loaded.server).toMatchObject({ host: "0.0.0.0", port: 8080 });
  expect(loaded.server.shutdownTimeoutMs).toBeLessThan(spec.terminationGracePeriodSeconds * 1_000);
});
