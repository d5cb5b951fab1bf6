package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.RemoteTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Specs made of what careless readers and writers of XML stumble over. */
final class HostileSpecs {
    /** Each can stand in a job. */
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

    /** None can stand in a job. */
    private static final Arbitrary<String> POISON = Arbitraries.of(
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

    private static final Arbitrary<String> SHORT = PIECES.list().ofMaxSize(6).map(pieces -> String.join("", pieces));

    private static final Arbitrary<String> TEXTS = Arbitraries.frequencyOf(
            Tuple.of(20, SHORT),
            Tuple.of(2, Arbitraries.of("", " ", "\n", "\r\n\r\n", " \t ")),
            Tuple.of(1, Arbitraries.of("x".repeat(50_000), "<".repeat(5_000), "\n".repeat(1_000))),
            Tuple.of(4, Arbitraries.just(null)));

    private static final Arbitrary<String> NAMES = Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("A", "B", "C")), Tuple.of(3, SHORT.map(text -> "P" + text)));

    private static final Arbitrary<String> TYPES =
            Arbitraries.of("string", "text", "boolean", "choice", "password", "file");

    private static final Arbitrary<Discarder> DISCARDERS =
            Combinators.combine(limits(), limits()).as(Discarder::new);

    private HostileSpecs() {}

    private static Arbitrary<String> limits() {
        return Arbitraries.of(null, "", " ", "-1", "1", " 7 ", "999999999");
    }

    /** Specs that a job can hold. */
    static Arbitrary<NoScmPipeline> holdable() {
        return specs(TEXTS, TEXTS);
    }

    /** Specs that a job cannot hold: somewhere in their texts is what no job can. */
    static Arbitrary<NoScmPipeline> poisoned() {
        Arbitrary<String> poisoned = Combinators.combine(SHORT, POISON, SHORT).as((a, b, c) -> a + b + c);
        return Arbitraries.of(0, 1).flatMap(i -> specs(i == 0 ? poisoned : TEXTS, i == 0 ? TEXTS : poisoned));
    }

    /** Specs that may be anything: strings of any characters, half surrogate pairs among them. */
    static Arbitrary<NoScmPipeline> any() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12).injectNull(0.1);
        Arbitrary<String> texts = Arbitraries.frequencyOf(Tuple.of(6, TEXTS), Tuple.of(1, any), Tuple.of(1, POISON));
        Arbitrary<ParameterDefinition> parameters = Combinators.combine(
                        Arbitraries.oneOf(NAMES, texts), Arbitraries.oneOf(TYPES, texts), texts, texts)
                .as(ParameterDefinition::new);
        return Combinators.combine(
                        texts,
                        Combinators.combine(texts, texts).as(Discarder::new).injectNull(0.7),
                        parameters.list().ofMaxSize(2),
                        texts,
                        texts)
                .as((description, discarder, list, token, script) -> new NoScmPipeline(
                        "web", description, discarder, list, true, null, new RemoteTrigger(token), null, script));
    }

    private static Arbitrary<NoScmPipeline> specs(Arbitrary<String> scripts, Arbitrary<String> descriptions) {
        return Combinators.combine(
                        descriptions,
                        DISCARDERS.injectNull(0.5),
                        parameters(),
                        Arbitraries.of(true, false).injectNull(0.3),
                        TEXTS.map(cron -> new TimerTrigger(cron, null)).injectNull(0.5),
                        TEXTS.map(RemoteTrigger::new).injectNull(0.5),
                        scripts)
                .as((description, discarder, parameters, alone, timer, remote, script) -> new NoScmPipeline(
                        "web", description, discarder, parameters, alone, timer, remote, null, script));
    }

    private static Arbitrary<List<ParameterDefinition>> parameters() {
        return Combinators.combine(NAMES, TYPES, TEXTS, TEXTS)
                .as(ParameterDefinition::new)
                .list()
                .uniqueElements(ParameterDefinition::name)
                .ofMaxSize(5);
    }
}
