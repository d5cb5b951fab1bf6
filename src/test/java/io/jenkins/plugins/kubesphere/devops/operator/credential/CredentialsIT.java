package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.fault.TestServiceAccount;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that Secrets of a real API server become credentials, and that an invalid Secret gets a message. */
class CredentialsIT extends SecretsTestCase {
    @Test
    void aSecretOfAProjectBecomesACredential() {
        label("shop");
        Secret before = create(text("before", "there before"));
        DevOpsOperator operator = start(Set.of());
        awaitText("before", "there before");
        assertThat(shelf.projects).containsEntry(name("before"), "shop");

        Secret after = create(text("after", "there after"));
        awaitText("after", "there after");
        awaitAnnotation(before, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
        awaitAnnotation(after, Annotations.CREDENTIAL_SYNC_STATUS, "successful");

        Secret written = admin.resource(after).get();
        replace(after, "secret", "rotated");
        awaitText("after", "rotated");
        assertThat(admin.resource(after).get().getMetadata().getAnnotations())
                .isEqualTo(written.getMetadata().getAnnotations());

        admin.resource(after).delete();
        awaitNone("after");
        assertThat(operator.status()).extracting(SessionStatus::problems).allMatch(List::isEmpty);
    }

    @Test
    void aLabelledSecretBecomesACredential() {
        label("shop");
        start(Set.of());
        Secret opaque = create(TestSecretBuilder.of("Opaque")
                .named(namespace, "opaque")
                .labelled(Labels.JENKINS_CREDENTIAL_TYPE, "secretText")
                .with("text", "token"));
        awaitText("opaque", "token");
        awaitAnnotation(opaque, Annotations.CREDENTIAL_SYNC_STATUS, "successful");

        change(opaque, secret -> {
            secret.getMetadata().getLabels().clear();
            return secret;
        });
        awaitNone("opaque");
    }

    @Test
    void secretsOutsideOfProjectsAreIgnored() {
        start(Set.of());
        Secret secret = create(text("token", "value"));
        Secret fence = awaitEarlierEvents();
        assertThat(shelf.text(name("token"))).isEmpty();

        label("shop");
        awaitText("token", "value");

        label(null);
        awaitNone("token");
        assertThat(admin.resource(fence).get()).isNotNull();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE)).isNull();
    }

    @Test
    void secretsInNamespacesThatAreNotServedAreIgnored() {
        label("shop");
        start(Set.of("somewhere-else"));
        Secret secret = create(text("token", "value"));
        await("the sink has the first list").until(() -> !shelf.awaited);
        Secret watched = create(text("later", "value"));
        pauseForEvents(watched);

        assertThat(shelf.credentials).isEmpty();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();
    }

    @Test
    void theCredentialOfAnInvalidSecretIsRemovedAndTheReasonReported() {
        label("shop");
        start(Set.of());
        Secret secret = create(text("token", "valid-value"));
        awaitText("token", "valid-value");

        replace(secret, "secret", "");
        awaitNone("token");
        String words = "Secret " + name("token") + ": key \"secret\" is empty; give it a value";
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "failed");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE, words);
        awaitEvent(secret, words);

        replace(secret, "secret", "valid-again");
        awaitText("token", "valid-again");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE, null);
        assertThat(admin.v1().events().inNamespace(namespace).list().getItems())
                .extracting(Event::getMessage)
                .noneMatch(message -> message.contains("valid-"));
    }

    @Test
    void aRefusalOfTheEngineIsReported() {
        label("shop");
        start(Set.of());
        Secret secret = create(text("token", RecordingCredentialSink.REFUSED));
        awaitAnnotation(
                secret,
                Annotations.CREDENTIAL_SYNC_MESSAGE,
                "Secret " + name("token") + ": the text is not accepted; give another");
        assertThat(shelf.credentials).doesNotContainKey(name("token"));
    }

    /** The message of an unexpected exception may contain the secret. */
    @Test
    void anUnexpectedErrorIsReportedWithoutItsMessage() {
        label("shop");
        start(Set.of());
        Secret secret = create(text("token", "at first"));
        awaitText("token", "at first");
        replace(secret, "secret", RecordingCredentialSink.FAILING);
        awaitNone("token");
        awaitAnnotation(
                secret,
                Annotations.CREDENTIAL_SYNC_MESSAGE,
                "Secret " + name("token")
                        + ": it cannot be converted to a credential (IllegalStateException); check that its keys"
                        + " match its type");
    }

    @Test
    void theCredentialOfASecretDeletedWhileTheOperatorIsStoppedIsRemoved() {
        label("shop");
        Secret secret = create(text("token", "value"));
        DevOpsOperator operator = start(Set.of());
        awaitText("token", "value");
        operator.close();
        assertThat(shelf.credentials).as("credentials without an operator").isEmpty();

        admin.resource(secret).delete();
        shelf.credentials.put(name("token"), SecretConvertersTest.anyText());
        start(Set.of());
        awaitNone("token");
    }

    @Test
    void aMissingRightToSecretsIsReportedAndAllElseRuns() {
        label("shop");
        create(text("token", "value"));
        TestServiceAccount account = TestServiceAccount.create(admin, namespace);
        closing.add(account);
        account.setRights(ClusterRequirements.all(namespace).stream()
                .flatMap(preflight -> preflight.permissions().stream())
                .filter(right -> !right.resource().equals("secrets"))
                .toList());
        DevOpsOperator operator = start(Set.of(), account.config(config), "home", shelf);

        String words = "not allowed to list, watch, patch secrets; grant it to our service account in a ClusterRole";
        await("the sink gets the problem").until(() -> shelf.unavailable.equals(words));
        assertThat(shelf.awaited).isFalse();
        await("projects are served").until(() -> operator.status().get(0).state() == SessionStatus.State.RUNNING);
        assertThat(operator.status())
                .filteredOn(status -> status.name().equals("credentials"))
                .singleElement()
                .satisfies(status -> assertThat(status.problems())
                        .extracting(Problem::toString)
                        .containsExactly(words));

        account.setRights(ClusterRequirements.all(namespace).stream()
                .flatMap(preflight -> preflight.permissions().stream())
                .toList());
        awaitText("token", "value");
    }

    @Test
    void disabledCredentialsAreRemovedAndNeedNoRight() {
        label("shop");
        create(text("token", "value"));
        DevOpsOperator reading = start(Set.of());
        awaitText("token", "value");

        DevOpsOperator off = replace(reading, CredentialSink.NONE);
        awaitNone("token");
        await("projects are served").until(() -> off.status().get(0).state() == SessionStatus.State.RUNNING);
        assertThat(off.status()).extracting(SessionStatus::name).doesNotContain("credentials");
        Secret later = create(text("later", "value"));
        pauseForEvents(later);
        assertThat(annotation(later, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();

        replace(off, shelf);
        awaitText("token", "value");
    }

    /**
     * Creates a Secret with a finalizer and deletes it. The operator removes the finalizer only after it has handled
     * all earlier events. Returns the Secret, which is created again.
     */
    private Secret awaitEarlierEvents() {
        Secret going = create(text("fence", "value").finalizer("finalizers.kubesphere.io/credential"));
        admin.resource(going).delete();
        await("the deleted Secret does not exist")
                .until(() -> admin.resource(going).get() == null);
        return create(text("fence", "value"));
    }
}
