package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.RemoteTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates specs with texts that are difficult for readers and writers of XML. */
final class HostileSpecs {
    /** A job can contain each of these texts. */
    private static final Arbitrary<String> PIECES = Arbitraries.of(
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<?xml version='1.0'?>",
            "<!DOCTYPE a [<!ENTITY e 'x'>]>",
            "</script>",
            "<a b=\"c\">",
            "&amp;",
            "&e;",
            "&#0;",
            "&#x41;",
            "'",
            "\"",
            "\\u0041",
            "${A}",
            "$1",
            "{MTp4}x",
            "\r\n",
            "\r",
            "\n",
            "\t",
            " ",
            "\u007F",
            "\u0085",
            "\u009F",
            "\u00A0",
            "\u2029",
            "\uFEFF",
            "\uFFFD",
            "é",
            "\uD83D\uDE80",
            "\uDBFF\uDFFD",
            "流水线",
            "echo 1");

    /** A job cannot contain any of these texts. */
    static final Arbitrary<String> INVALID_PIECES = Arbitraries.of(
            "\u0000",
            "\u0001",
            "\u0008",
            "\u000B",
            "\u000C",
            "\u001B",
            "\u001F",
            "\uD800",
            "\uDC00",
            "\uDFFF\uD83D",
            "\uFFFE",
            "\uFFFF");

    static final Arbitrary<String> SHORT = PIECES.list().ofMaxSize(6).map(pieces -> String.join("", pieces));

    static final Arbitrary<String> TEXTS = Arbitraries.frequencyOf(
            Tuple.of(20, SHORT),
            Tuple.of(2, Arbitraries.of("", " ", "\n", "\r\n\r\n", " \t ")),
            Tuple.of(1, Arbitraries.of("x".repeat(50_000), "<".repeat(5_000), "\n".repeat(1_000))),
            Tuple.of(4, Arbitraries.just(null)));

    private static final Arbitrary<String> NAMES = Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("A", "B", "C")), Tuple.of(3, SHORT.map(text -> "P" + text)));

    private static final Arbitrary<String> TYPES =
            Arbitraries.of("string", "text", "boolean", "choice", "password", "file");

    static final Arbitrary<Discarder> DISCARDERS =
            Combinators.combine(limits(), limits()).as(Discarder::new);

    static final Arbitrary<String> REGEXES = Arbitraries.of(
            null, "", "^refs/heads/(main|dev)$", "[^a-z/]", "<a b=\"c\">&amp;", "]]>", "\\Q(\r\n\\E", " $", "流水线+");

    private HostileSpecs() {}

    private static Arbitrary<String> limits() {
        return Arbitraries.of(null, "", " ", "-1", "1", " 7 ", "999999999");
    }

    /** Generates specs that a job can contain. */
    static Arbitrary<NoScmPipeline> valid() {
        return specs(TEXTS, TEXTS);
    }

    /** Generates specs that a job cannot contain, because of one of their texts. */
    static Arbitrary<NoScmPipeline> invalid() {
        Arbitrary<String> invalid =
                Combinators.combine(SHORT, INVALID_PIECES, SHORT).as((a, b, c) -> a + b + c);
        return Arbitraries.of(0, 1).flatMap(i -> specs(i == 0 ? invalid : TEXTS, i == 0 ? TEXTS : invalid));
    }

    /** Generates specs with any strings, also with half surrogate pairs. */
    static Arbitrary<NoScmPipeline> any() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12).injectNull(0.1);
        Arbitrary<String> texts =
                Arbitraries.frequencyOf(Tuple.of(6, TEXTS), Tuple.of(1, any), Tuple.of(1, INVALID_PIECES));
        Arbitrary<PipelineParameter> parameters = Combinators.combine(
                        Arbitraries.oneOf(NAMES, texts), Arbitraries.oneOf(TYPES, texts), texts, texts)
                .as(PipelineParameter::new);
        return Combinators.combine(
                        texts,
                        Combinators.combine(texts, texts).as(Discarder::new).injectNull(0.7),
                        parameters.list().ofMaxSize(2),
                        texts,
                        webhooks(
                                        texts,
                                        Arbitraries.oneOf(REGEXES, texts),
                                        Arbitraries.oneOf(Arbitraries.of("a", "b-c", "token"), texts))
                                .injectNull(0.7),
                        texts)
                .as((description, discarder, list, token, webhook, script) -> new NoScmPipeline(
                        "web", description, discarder, list, true, null, new RemoteTrigger(token), webhook, script));
    }

    private static Arbitrary<NoScmPipeline> specs(Arbitrary<String> scripts, Arbitrary<String> descriptions) {
        return Combinators.combine(
                        descriptions,
                        DISCARDERS.injectNull(0.5),
                        parameters(),
                        Arbitraries.of(true, false).injectNull(0.3),
                        // The longest texts are too long for a schedule.
                        SHORT.map(cron -> new TimerTrigger(cron, null)).injectNull(0.5),
                        TEXTS.map(RemoteTrigger::new).injectNull(0.5),
                        webhooks(TEXTS, REGEXES, Arbitraries.of("ref", "Ref", "X-Event", "_", "a1"))
                                .filter(HostileSpecs::isValid)
                                .injectNull(0.3),
                        scripts)
                .as((description, discarder, parameters, disableConcurrent, timer, remote, webhook, script) ->
                        new NoScmPipeline(
                                "web",
                                description,
                                discarder,
                                parameters,
                                disableConcurrent,
                                timer,
                                remote,
                                webhook,
                                script));
    }

    private static Arbitrary<GenericWebhook> webhooks(
            Arbitrary<String> texts, Arbitrary<String> regexes, Arbitrary<String> keys) {
        Arbitrary<Boolean> switches = Arbitraries.of(true, false).injectNull(0.2);
        Arbitrary<List<WebhookVariable>> variables = Combinators.combine(keys, regexes)
                .as(WebhookVariable::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of(true, true, true, false, null),
                        texts,
                        texts,
                        switches,
                        texts,
                        regexes,
                        variables,
                        variables)
                .as((enable, token, cause, print, text, regex, request, header) -> new GenericWebhook(
                        enable, token, cause, print, request.isEmpty(), text, regex, request, header));
    }

    /** A webhook that is off may have any fields. */
    private static boolean isValid(GenericWebhook webhook) {
        return !Boolean.TRUE.equals(webhook.enable())
                || webhook.token() != null
                        && !webhook.token().isBlank()
                        && areDistinct(webhook.requestVariables(), UnaryOperator.identity())
                        && areDistinct(webhook.headerVariables(), key -> key.toLowerCase(Locale.ROOT));
    }

    private static boolean areDistinct(List<WebhookVariable> variables, UnaryOperator<String> normalize) {
        return variables.stream()
                        .map(WebhookVariable::key)
                        .map(normalize)
                        .distinct()
                        .count()
                == variables.size();
    }

    private static Arbitrary<List<PipelineParameter>> parameters() {
        Arbitrary<String> booleans = Arbitraries.of(null, "", "true", "False", "TRUE");
        return Combinators.combine(NAMES, TYPES, TEXTS, booleans, TEXTS)
                .as((name, type, text, bool, description) ->
                        new PipelineParameter(name, type, type.equals("boolean") ? bool : text, description))
                .list()
                .uniqueElements(PipelineParameter::name)
                .ofMaxSize(5);
    }
}
