package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.CredentialUsageReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage.BuildRange;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage.JobUsage;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.support.EventStreamClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialRoutesIT extends KapisProjectTestCase {
    private static final String BODY = """
            {"metadata": {"name": "registry"}, "type": "credential.devops.kubesphere.io/basic-auth",
             "stringData": {"username": "robot", "password": "hunter2"}}
            """;

    private String credentials;

    /** One build of a job used "registry", and nothing used another credential. */
    @Override
    protected Engine engine() {
        return new ForwardingEngine(new EmptyEngine()) {
            @Override
            public CredentialUsageReader credentialUsages() {
                return name -> name.id().equals("registry")
                        ? Optional.of(new CredentialUsage(
                                "0123456789abcdef0123456789abcdef",
                                List.of(new JobUsage("demo/web", List.of(new BuildRange(3, 4))))))
                        : Optional.empty();
            }
        };
    }

    @BeforeEach
    void nameCredentials() {
        credentials = project + "/credentials";
    }

    private Answer create(String body) {
        Answer created = kapis.send("POST", credentials, body);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        String path = credentials + "/" + created.json().at("/metadata/name").asText();
        await("the credential").until(() -> kapis.get(path).status() == 200);
        return created;
    }

    @Test
    void noAnswerHasASecretValue() {
        Answer created = create(BODY);

        for (String answer : new String[] {
            created.body(),
            kapis.get(credentials).body(),
            kapis.get(credentials + "/registry").body()
        }) {
            assertThat(answer)
                    .doesNotContain("hunter2", encode("hunter2"))
                    .contains("\"username\":\"" + encode("robot") + "\"", "\"password\":\"\"");
        }
        assertThat(kapis.get(credentials).json().path("totalItems").asInt()).isEqualTo(1);
    }

    @Test
    void aMaskedValueThatComesBackChangesNothing() {
        create(BODY);
        String shown = kapis.get(credentials + "/registry").body();

        Answer updated =
                kapis.send("PUT", credentials + "/registry", shown.replace(encode("robot"), encode("deployer")));

        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        assertThat(stored()).containsEntry("username", encode("deployer")).containsEntry("password", encode("hunter2"));
    }

    @Test
    void aValueOfNullOrNothingChangesNothing() {
        create(BODY);

        Answer updated = kapis.send(
                "PUT",
                credentials + "/registry",
                "{\"data\": {\"username\": null, \"more\": null}, \"stringData\": {\"password\": \"\", \"more\": null}}");

        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        assertThat(stored()).isEqualTo(Map.of("username", encode("robot"), "password", encode("hunter2")));
    }

    /** Each of these tools keeps a copy of the whole object, as it was or as it is, in clear or compressed. */
    @Test
    void aCopyThatAnotherToolKeepsIsNotShownAndStays() {
        Map<String, String> copies = Map.of(
                "kubectl.kubernetes.io/last-applied-configuration", "{\"stringData\":{\"password\":\"hunter2\"}}",
                "kapp.k14s.io/original", "{\"data\":{\"password\":\"" + encode("hunter1") + "\"}}",
                "objectset.rio.cattle.io/applied", "H4sIAAAAAAAA/6pWKkgsLi7PL0pRslLKKM0rSS0yVKoFBAAA//8",
                "banzaicloud.com/last-applied", "UEsDBBQACAAI",
                "evil-kubesphere.io/copy", "hunter2",
                "copy", "hunter2");
        create(BODY);
        client.secrets().inNamespace(namespace).withName("registry").edit(secret -> {
            secret.getMetadata().getAnnotations().putAll(copies);
            secret.getMetadata().getAnnotations().put("kubesphere.io/description", "of the registry");
            secret.getMetadata().getAnnotations().put("jenkins.io/credentials-description", "for pushes");
            return secret;
        });

        String shown = await("the annotations")
                .until(() -> kapis.get(credentials + "/registry").body(), body -> body.contains("of the registry"));
        Answer updated =
                kapis.send("PUT", credentials + "/registry", shown.replace("of the registry", "of our registry"));

        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        for (String answer :
                new String[] {shown, updated.body(), kapis.get(credentials).body()}) {
            assertThat(answer)
                    .contains("\"kubesphere.io/creator\"", "\"jenkins.io/credentials-description\":\"for pushes\"")
                    .doesNotContain(copies.keySet().stream()
                            .map(name -> "\"" + name + "\"")
                            .toList())
                    .doesNotContain("\"managedFields\"", "hunter", encode("hunter1"));
        }
        assertThat(client.secrets()
                        .inNamespace(namespace)
                        .withName("registry")
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .containsAllEntriesOf(copies)
                .containsEntry("kubesphere.io/description", "of our registry");
    }

    @Test
    void aSecretOfAnotherTypeIsNotHere() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("tls")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("key", "hunter2"))
                        .build())
                .create();

        assertThat(kapis.get(credentials + "/tls").status()).isEqualTo(404);
        assertThat(kapis.send("DELETE", credentials + "/tls", null).status()).isEqualTo(404);
        assertThat(kapis.get(credentials).body()).doesNotContain("\"tls\"");
        assertThat(kapis.send("POST", credentials, BODY.replace("/basic-auth", "/unknown"))
                        .body())
                .startsWith("the type of the credential is \"credential.devops.kubesphere.io/unknown\"; give one of ");
    }

    @Test
    void aCredentialIsDeleted() {
        create(BODY);

        assertThat(kapis.send("DELETE", credentials + "/registry", null).body()).isEqualTo("{\"message\":\"success\"}");
        await("404").until(() -> kapis.get(credentials + "/registry").status() == 404);
        assertThat(kapis.send("DELETE", credentials + "/registry", null).status())
                .isEqualTo(404);
    }

    @Test
    void aChangeIsShownAndWatched() {
        create(BODY);
        Answer first = kapis.get(credentials);
        try (EventStreamClient watch =
                EventStreamClient.open(kapis.address(), kapis.administrator(), credentials + "?watch=true", "")) {
            watch.awaitLine("\"" + encode("robot") + "\"");

            kapis.send("PUT", credentials + "/registry", "{\"stringData\": {\"username\": \"deployer\"}}");

            assertThat(watch.awaitLine(encode("deployer"))).doesNotContain(encode("hunter2"));
        }
        assertThat(kapis.get(credentials, Map.of("If-None-Match", first.header("ETag")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void itIsSaidWhatHasUsedACredential() {
        create(BODY);
        create(BODY.replace("\"registry\"", "\"unused\""));

        for (String version : List.of("v1alpha2", "v1alpha3")) {
            String path = "/kapis/devops.kubesphere.io/" + version + credentials;
            assertThat(kapis.get(path + "/registry/usage").body())
                    .isEqualTo(
                            "{\"id\":\"registry\",\"type\":\"basic-auth\",\"domain\":\"_\",\"fingerprint\":{\"file_name\":\"registry\","
                                    + "\"hash\":\"0123456789abcdef0123456789abcdef\",\"usage\":[{\"name\":\"demo/web\",\"ranges\":"
                                    + "{\"ranges\":[{\"start\":3,\"end\":5}]}}]}}");
            assertThat(kapis.get(path + "/unused/usage").json().at("/fingerprint/usage"))
                    .isEmpty();
            assertThat(kapis.get(path + "/none/usage").status()).isEqualTo(404);
        }
    }

    private Map<String, String> stored() {
        return client.secrets()
                .inNamespace(namespace)
                .withName("registry")
                .get()
                .getData();
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
