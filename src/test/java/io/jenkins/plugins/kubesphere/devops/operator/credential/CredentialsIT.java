package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestServiceAccount;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that Secrets of a real API server become credentials, and that an invalid Secret gets a message. */
class CredentialsIT extends SecretsTestCase {
    @Test
    void aSecretOfAProjectBecomesACredential() {
        createProject();
        Secret before = create(text("before", "there before"));
        DevOpsOperator operator = start(Set.of());
        awaitText("before", "there before");
        assertThat(sink.projects).containsEntry(name("before"), project);

        Secret after = create(text("after", "there after"));
        awaitText("after", "there after");
        awaitAnnotation(before, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
        awaitAnnotation(after, Annotations.CREDENTIAL_SYNC_STATUS, "successful");

        Secret written = admin.resource(after).get();
        setData(after, "secret", "rotated");
        awaitText("after", "rotated");
        assertThat(admin.resource(after).get().getMetadata().getAnnotations())
                .isEqualTo(written.getMetadata().getAnnotations());

        admin.resource(after).delete();
        awaitRemoved("after");
        assertThat(operator.status()).extracting(SessionStatus::problems).allMatch(List::isEmpty);
    }

    @Test
    void aLabelledSecretBecomesACredential() {
        createProject();
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
        awaitRemoved("opaque");
    }

    @Test
    void secretsOutsideOfProjectsAreIgnored() {
        start(Set.of());
        Secret secret = create(text("token", "value"));
        awaitNamespaces();
        assertThat(sink.text(name("token"))).isEmpty();

        createProject();
        awaitText("token", "value");

        setProjectLabel(null);
        awaitRemoved("token");
        assertThat(admin.resource(secret).get()).isNotNull();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE)).isNull();
    }

    /** Whoever may edit a namespace can write any project into its label, also one that does not exist yet. */
    @Test
    void aLabelAloneDoesNotMakeSecretsCredentials() {
        setProjectLabel(project);
        start(Set.of());
        Secret secret = create(text("token", "value"));
        awaitNamespaces();
        assertThat(sink.text(name("token"))).as("no project has this name").isEmpty();

        String otherNamespace = "elsewhere-" + namespace;
        closeables.add(() -> admin.namespaces().withName(otherNamespace).delete());
        DevOpsProject elsewhere = createProjectFor(otherNamespace);
        setData(secret, "secret", "changed");
        pauseForEvents();
        assertThat(sink.text(name("token")))
                .as("the project has another namespace")
                .isEmpty();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();

        setAdminNamespace(elsewhere, namespace);
        awaitText("token", "changed");

        setAdminNamespace(elsewhere, otherNamespace);
        awaitRemoved("token");
    }

    @Test
    void secretsInTheNamespaceOfTheOperatorAreIgnored() {
        createProjectFor(system);
        admin.namespaces().withName(system).edit(edited -> {
            edited.getMetadata().getLabels().put(Labels.PROJECT, project);
            return edited;
        });
        start(Set.of());
        create(TestSecretBuilder.of("credential.devops.kubesphere.io/secret-text")
                .named(system, "token")
                .with("secret", "value"));
        awaitNamespaces();
        pauseForEvents();

        assertThat(sink.credentials).isEmpty();
    }

    @Test
    void secretsInNamespacesThatAreNotServedAreIgnored() {
        createProject();
        start(Set.of("somewhere-else"));
        Secret secret = create(text("token", "value"));
        awaitNamespaces();
        Secret watched = create(text("later", "value"));
        pauseForEvents();

        assertThat(sink.credentials).isEmpty();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();
    }

    @Test
    void theCredentialOfAnInvalidSecretIsRemovedAndTheReasonReported() {
        createProject();
        start(Set.of());
        Secret secret = create(text("token", "valid-value"));
        awaitText("token", "valid-value");

        setData(secret, "secret", "");
        awaitRemoved("token");
        String message = "Secret " + name("token") + ": key \"secret\" is empty; give it a value";
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "failed");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE, message);
        awaitEvent(secret, message);

        setData(secret, "secret", "valid-again");
        awaitText("token", "valid-again");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE, null);
        assertThat(admin.v1().events().inNamespace(namespace).list().getItems())
                .extracting(Event::getMessage)
                .noneMatch(text -> text.contains("valid-"));
    }

    @Test
    void aRefusalOfTheEngineIsReported() {
        createProject();
        start(Set.of());
        Secret secret = create(text("token", RecordingCredentialSink.REFUSED));
        awaitAnnotation(
                secret,
                Annotations.CREDENTIAL_SYNC_MESSAGE,
                "Secret " + name("token") + ": the text is not accepted; give another");
        assertThat(sink.credentials).doesNotContainKey(name("token"));
    }

    /** The message of an unexpected exception may contain the secret. */
    @Test
    void anUnexpectedErrorIsReportedWithoutItsMessage() {
        createProject();
        start(Set.of());
        Secret secret = create(text("token", "at first"));
        awaitText("token", "at first");
        setData(secret, "secret", RecordingCredentialSink.FAILING);
        awaitRemoved("token");
        awaitAnnotation(
                secret,
                Annotations.CREDENTIAL_SYNC_MESSAGE,
                "Secret " + name("token")
                        + ": it cannot be converted to a credential (IllegalStateException); check that its keys"
                        + " match its type");
    }

    @Test
    void theCredentialOfASecretDeletedWhileTheOperatorIsStoppedIsRemoved() {
        createProject();
        Secret secret = create(text("token", "value"));
        DevOpsOperator operator = start(Set.of());
        awaitText("token", "value");
        operator.close();
        assertThat(sink.credentials).as("credentials without an operator").isEmpty();

        admin.resource(secret).delete();
        sink.credentials.put(name("token"), SecretConvertersTest.anyText());
        start(Set.of());
        awaitRemoved("token");
    }

    @Test
    void aMissingRightToSecretsIsReportedAndAllElseRuns() {
        createProject();
        create(text("token", "value"));
        TestServiceAccount account = TestServiceAccount.create(admin, system);
        closeables.add(account);
        account.setRights(ClusterRequirements.withCredentials(system).stream()
                .flatMap(preflight -> preflight.permissions().stream())
                .filter(right -> !right.resource().equals("secrets"))
                .toList());
        DevOpsOperator operator = start(Set.of(), account.config(config), "home", sink);

        String message =
                "not allowed to list, watch, patch secrets; grant it to the service account of the plugin in a ClusterRole";
        await("the sink gets the problem").until(() -> sink.unavailableReason.equals(message));
        assertThat(sink.incomplete).isFalse();
        await("projects are served").until(() -> operator.status().get(0).state() == SessionStatus.State.RUNNING);
        assertThat(operator.status())
                .filteredOn(status -> status.name().equals("credentials"))
                .singleElement()
                .satisfies(status -> assertThat(status.problems())
                        .extracting(LocalizableProblem::toString)
                        .containsExactly(message));

        account.setRights(ClusterRequirements.withCredentials(system).stream()
                .flatMap(preflight -> preflight.permissions().stream())
                .toList());
        awaitText("token", "value");
    }

    @Test
    void disabledCredentialsAreRemovedAndNeedNoRight() {
        createProject();
        create(text("token", "value"));
        DevOpsOperator enabled = start(Set.of());
        awaitText("token", "value");

        DevOpsOperator disabled = restartWith(enabled, CredentialSink.NONE);
        awaitRemoved("token");
        await("projects are served").until(() -> disabled.status().get(0).state() == SessionStatus.State.RUNNING);
        assertThat(disabled.status()).extracting(SessionStatus::name).doesNotContain("credentials");
        Secret later = create(text("later", "value"));
        pauseForEvents();
        assertThat(annotation(later, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();

        restartWith(disabled, sink);
        awaitText("token", "value");
    }

    /** Waits until the operator knows the namespaces of projects. */
    private void awaitNamespaces() {
        await("the namespaces of projects are known").until(() -> !sink.incomplete);
    }
}
