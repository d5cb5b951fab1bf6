package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that webhooks which cannot become a trigger are refused, and the messages. */
class RefusedWebhooksTest {
    private final SecretEncryption secrets = new RandomizedEncryption();
    private final RegularJobRenderer jobs = new RegularJobRenderer(secrets, plugin -> true);

    @Test
    void aCharacterThatXmlCannotHoldIsRefusedInAnyField() {
        String bad = "a\u0001";
        assertRefusedIn("spec.pipeline.generic_webhook.token", JobRequests.webhook(webhook(bad, null)));
        assertRefusedIn("spec.pipeline.generic_webhook.filter_expression", JobRequests.webhook(webhook("t", bad)));
        assertRefusedIn(
                "spec.pipeline.generic_webhook.cause",
                JobRequests.webhook(new GenericWebhook(true, "t", bad, null, null, bad, null, null, null)));
        assertRefusedIn(
                "spec.pipeline.generic_webhook.filter_text",
                JobRequests.webhook(new GenericWebhook(true, "t", null, null, null, bad, null, null, null)));
        assertRefusedIn(
                "spec.pipeline.generic_webhook.request_variables[0].key",
                JobRequests.webhook(webhook(List.of(new WebhookVariable(bad, null)), List.of())));
        assertRefusedIn(
                "spec.pipeline.generic_webhook.header_variables[0].regexp_filter",
                JobRequests.webhook(webhook(List.of(), List.of(new WebhookVariable("a", bad)))));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t\n"})
    void aWebhookWithoutATokenIsRefused(String token) {
        assertRefused(
                JobRequests.webhook(webhook(token, null)),
                "Pipeline demo/web: spec.pipeline.generic_webhook.token is missing, and anybody who reaches Jenkins could"
                        + " start the pipeline; give a token, or set enable to false");
    }

    @Test
    void invalidRegularExpressionsOfAWebhookAreRefused() {
        assertRefused(
                JobRequests.webhook(webhook("t0ken", "(main")),
                "Pipeline demo/web: spec.pipeline.generic_webhook.filter_expression is not a regular expression: Unclosed group"
                        + " near index 5; correct it");
        assertRefused(
                JobRequests.webhook(webhook("t0ken", "((a+)+)+$")),
                "Pipeline demo/web: spec.pipeline.generic_webhook.filter_expression may never finish, because its"
                        + " repetitions can match the same text in too many ways; write it with at most three such"
                        + " repetitions, and none inside another");
        assertRefused(
                JobRequests.webhook(webhook("t0ken", ".*.*.*.*.*x")),
                "Pipeline demo/web: spec.pipeline.generic_webhook.filter_expression may never finish, because its"
                        + " repetitions can match the same text in too many ways; write it with at most three such"
                        + " repetitions, and none inside another");
        assertRefused(
                JobRequests.webhook(webhook("t0ken", "a".repeat(1001))),
                "Pipeline demo/web: spec.pipeline.generic_webhook.filter_expression has 1001 characters; shorten it to 1000");
        WebhookVariable fine = new WebhookVariable("ref", "[^a-z]");
        assertRefused(
                JobRequests.webhook(webhook(List.of(fine, new WebhookVariable("who", "[")), List.of())),
                "Pipeline demo/web: spec.pipeline.generic_webhook.request_variables[1].regexp_filter is not a regular expression:"
                        + " Unclosed character class near index 0; correct it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "1a", "-a", "a.b", "a=b", "$a", "é", " a", "a\n"})
    void invalidVariableNamesOfAWebhookAreRefused(String key) {
        assertRefused(
                JobRequests.webhook(webhook(List.of(), List.of(new WebhookVariable(key, null)))),
                "Pipeline demo/web: spec.pipeline.generic_webhook.header_variables[0].key \"" + key
                        + "\" is not a valid variable name; use up to 255 letters, digits, _ and -, and begin with a letter"
                        + " or _");
    }

    @Test
    void variablesOfAWebhookWithoutANameAreRefused() {
        assertRefused(
                JobRequests.webhook(webhook(List.of(new WebhookVariable(null, "a")), List.of())),
                "Pipeline demo/web: spec.pipeline.generic_webhook.request_variables[0].key is missing; give the name of the"
                        + " variable");
    }

    @ParameterizedTest
    @CsvSource({"X-Event, x_event, x_event", "ref, REF, ref", "a-b, a-b, a_b"})
    void twoHeadersOfAWebhookWithOneVariableAreRefused(String one, String other, String variable) {
        List<WebhookVariable> both = List.of(new WebhookVariable(one, null), new WebhookVariable(other, null));
        assertRefused(
                JobRequests.webhook(webhook(List.of(), both)),
                "Pipeline demo/web: spec.pipeline.generic_webhook.header_variables[1].key \"" + other
                        + "\" is a duplicate: an earlier key already sets the variable \"" + variable
                        + "\"; rename or remove it");
    }

    /** For the plugin, ref and Ref are two parameters. A parameter of the request takes precedence over a header. */
    @Test
    void parametersOfAWebhookAreCaseSensitive() {
        List<WebhookVariable> both = List.of(new WebhookVariable("ref", null), new WebhookVariable("Ref", null));
        assertThat(jobs.create(JobRequests.webhook(webhook(both, both.subList(0, 1))))
                        .changed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"request, token", "header, Token", "header, authorization", "header, X-Gitlab-Token"})
    void aVariableThatWouldShowTheTokenIsRefused(String where, String key) {
        List<WebhookVariable> variables = List.of(new WebhookVariable(key, null));
        boolean request = where.equals("request");
        assertRefused(
                JobRequests.webhook(webhook(request ? variables : List.of(), request ? List.of() : variables)),
                "Pipeline demo/web: spec.pipeline.generic_webhook." + where + "_variables[0].key \"" + key
                        + "\" contains the token of the request, which each run could then read in its environment;"
                        + " choose another name");
    }

    @Test
    void aWebhookWithoutItsPluginIsRefused() {
        List<String> requestedPlugins = new ArrayList<>();
        RegularJobRenderer rendererWithoutPlugins = new RegularJobRenderer(secrets, plugin -> {
            requestedPlugins.add(plugin);
            return false;
        });
        JobRequest request = JobRequests.webhook(webhook("t0ken", null));
        String made = jobs.create(request).xml();
        Stream.<ThrowingCallable>of(
                        () -> rendererWithoutPlugins.create(request),
                        () -> rendererWithoutPlugins.update(request, made))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                                .isEqualTo(EngineRefusalException.Reason.PLUGIN_MISSING))
                        .hasMessage("Pipeline demo/web: spec.pipeline.generic_webhook needs the plugin"
                                + " generic-webhook-trigger, which Jenkins does not run; install it and restart Jenkins,"
                                + " or set enable to false"));
        assertThat(requestedPlugins).containsOnly("generic-webhook-trigger");
    }

    /** A webhook that is off has no effect, so its fields are not checked. */
    @ParameterizedTest
    @NullSource
    @ValueSource(booleans = false)
    void aDisabledWebhookIsNotChecked(Boolean enable) {
        GenericWebhook off = new GenericWebhook(
                enable, "a\u0001", "\u0001", null, null, null, "(", List.of(new WebhookVariable(" ", "(")), null);
        RegularJobRenderer rendererWithoutPlugins = new RegularJobRenderer(secrets, plugin -> false);
        assertThat(rendererWithoutPlugins.create(JobRequests.webhook(off)).xml())
                .isEqualTo(
                        rendererWithoutPlugins.create(JobRequests.webhook(null)).xml());
    }

    private static GenericWebhook webhook(String token, String expression) {
        return new GenericWebhook(true, token, null, null, null, "$ref", expression, null, null);
    }

    private static GenericWebhook webhook(List<WebhookVariable> request, List<WebhookVariable> header) {
        return new GenericWebhook(true, "t0ken", null, null, null, null, null, request, header);
    }

    private void assertRefused(JobRequest request, String message) {
        assertThatThrownBy(() -> jobs.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(EngineRefusalException.Reason.INVALID_SPEC))
                .hasMessage(message);
    }

    private void assertRefusedIn(String field, JobRequest request) {
        assertThatThrownBy(() -> jobs.create(request))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessageStartingWith("Pipeline demo/web: " + field + " holds the character U+");
    }
}
