package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.w3c.dom.Document;

/** What holds whatever a spec says. A failure prints its seed; {@code @Property(seed = "…")} repeats it. */
class HostileSpecsTest {
    private final SecretText secrets = new Scrambled();
    private final RegularJob jobs = new RegularJob(secrets, plugin -> true);

    @Provide
    Arbitrary<NoScmPipeline> holdable() {
        return HostileSpecs.holdable();
    }

    @Provide
    Arbitrary<NoScmPipeline> poisoned() {
        return HostileSpecs.poisoned();
    }

    @Provide
    Arbitrary<NoScmPipeline> any() {
        return HostileSpecs.any();
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void theJobHoldsWhatTheSpecSays(@ForAll("holdable") NoScmPipeline spec) {
        JobDocument made = jobs.create(Requests.of(spec));
        assertThat(made.changed()).isTrue();
        assertThat(Held.in(made.xml(), secrets)).isEqualTo(Held.of(spec));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatNoJobCanHoldIsRefused(@ForAll("poisoned") NoScmPipeline spec) {
        assertThatThrownBy(() -> jobs.create(Requests.of(spec)))
                .isInstanceOfSatisfying(EngineRefusal.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(EngineRefusal.Reason.INVALID_SPEC))
                .hasMessageMatching("Pipeline demo/web: spec\\.pipeline\\.(jenkinsfile|description) holds the character"
                        + " U\\+[0-9A-F]{4}( \\(half of a surrogate pair\\))? in line [0-9]+, which .*");
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void eachSpecIsHeldOrRefused(@ForAll("any") NoScmPipeline spec) {
        JobDocument made;
        try {
            made = jobs.create(Requests.of(spec));
        } catch (EngineRefusal refusal) {
            assertThat(refusal.reason()).isEqualTo(EngineRefusal.Reason.INVALID_SPEC);
            return;
        }
        assertThat(Held.in(made.xml(), secrets)).isEqualTo(Held.of(spec));
        leftAlone(spec, made.xml());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void theJobIsLeftAloneHoweverItIsSaved(@ForAll("holdable") NoScmPipeline spec, @ForAll long seed) {
        String made = jobs.create(Requests.of(spec)).xml();
        leftAlone(spec, made);
        Resaved resaved = new Resaved(seed, secrets);
        leftAlone(spec, resaved.of(made));
        leftAlone(spec, resaved.of(resaved.of(made)));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anotherSpecReplacesAllOfTheFirst(
            @ForAll("holdable") NoScmPipeline before, @ForAll("holdable") NoScmPipeline after, @ForAll long seed) {
        String saved =
                new Resaved(seed, secrets).of(jobs.create(Requests.of(before)).xml());
        JobDocument made = jobs.update(Requests.of(after), saved);
        assertThat(Held.in(made.xml(), secrets).shown())
                .isEqualTo(Held.of(after).shown());
        assertThat(made.overruled()).isEmpty();
        leftAlone(after, made.xml());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatIsNotOursStays(
            @ForAll("holdable") NoScmPipeline before, @ForAll("holdable") NoScmPipeline after, @ForAll long seed) {
        String made = jobs.create(Requests.of(before)).xml();
        Document withOthers = Held.parse(made);
        Others.addTo(withOthers.getDocumentElement());
        String saved = new Resaved(seed, secrets).of(JobXmlWriter.write(withOthers));
        leftAlone(before, saved);
        Map<String, Object> others = Others.in(saved);
        assertThat(others).hasSize(6);

        JobDocument updated = jobs.update(Requests.of(after), saved);
        assertThat(Others.in(updated.xml())).isEqualTo(others);
        leftAlone(after, updated.xml());
        JobRequest nothing = Requests.script("");
        assertThat(Others.in(jobs.update(nothing, updated.xml()).xml())).isEqualTo(others);
    }

    private void leftAlone(NoScmPipeline spec, String xml) {
        JobDocument again = jobs.update(Requests.of(spec), xml);
        assertThat(again.changed()).isFalse();
        assertThat(again.xml()).isSameAs(xml);
        assertThat(again.overruled()).isEmpty();
    }
}
