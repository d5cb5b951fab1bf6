package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlWriter;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.w3c.dom.Document;

/** Properties that all specs must have. A failure prints its seed; {@code @Property(seed = "…")} repeats it. */
class HostileSpecsTest {
    private final SecretEncryption secrets = new RandomizedEncryption();
    private final RegularJobRenderer jobs = new RegularJobRenderer(secrets, plugin -> true);

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
    void theJobContainsTheSpec(@ForAll("holdable") NoScmPipeline spec) {
        JobDocument made = jobs.create(JobRequests.of(spec));
        assertThat(made.changed()).isTrue();
        assertThat(JobContent.in(made.xml(), secrets)).isEqualTo(JobContent.of(spec));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void textsThatAJobCannotContainAreRefused(@ForAll("poisoned") NoScmPipeline spec) {
        assertThatThrownBy(() -> jobs.create(JobRequests.of(spec)))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(EngineRefusalException.Reason.INVALID_SPEC))
                .hasMessageMatching("Pipeline demo/web: spec\\.pipeline\\.(jenkinsfile|description) holds the character"
                        + " U\\+[0-9A-F]{4}( \\(half of a surrogate pair\\))? in line [0-9]+, which .*");
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void eachSpecIsInTheJobOrRefused(@ForAll("any") NoScmPipeline spec) {
        JobDocument made;
        try {
            made = jobs.create(JobRequests.of(spec));
        } catch (EngineRefusalException refusal) {
            assertThat(refusal.reason()).isEqualTo(EngineRefusalException.Reason.INVALID_SPEC);
            return;
        }
        assertThat(JobContent.in(made.xml(), secrets)).isEqualTo(JobContent.of(spec));
        assertUnchanged(spec, made.xml());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aSavedJobIsNotChangedAgain(@ForAll("holdable") NoScmPipeline spec, @ForAll long seed) {
        String made = jobs.create(JobRequests.of(spec)).xml();
        assertUnchanged(spec, made);
        ResaveSimulator resaved = new ResaveSimulator(seed, secrets);
        assertUnchanged(spec, resaved.of(made));
        assertUnchanged(spec, resaved.of(resaved.of(made)));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anotherSpecReplacesEverything(
            @ForAll("holdable") NoScmPipeline before, @ForAll("holdable") NoScmPipeline after, @ForAll long seed) {
        String saved = new ResaveSimulator(seed, secrets)
                .of(jobs.create(JobRequests.of(before)).xml());
        JobDocument made = jobs.update(JobRequests.of(after), saved);
        assertThat(JobContent.in(made.xml(), secrets).withEqualLineEnds())
                .isEqualTo(JobContent.of(after).withEqualLineEnds());
        assertThat(made.overruled()).isEmpty();
        assertUnchanged(after, made.xml());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void foreignElementsAreKept(
            @ForAll("holdable") NoScmPipeline before, @ForAll("holdable") NoScmPipeline after, @ForAll long seed) {
        String made = jobs.create(JobRequests.of(before)).xml();
        Document withOthers = JobContent.parse(made);
        ForeignElements.addTo(withOthers.getDocumentElement());
        String saved = new ResaveSimulator(seed, secrets).of(JobXmlWriter.write(withOthers));
        assertUnchanged(before, saved);
        Map<String, Object> others = ForeignElements.in(saved);
        assertThat(others).hasSize(6);

        JobDocument updated = jobs.update(JobRequests.of(after), saved);
        assertThat(ForeignElements.in(updated.xml())).isEqualTo(others);
        assertUnchanged(after, updated.xml());
        JobRequest nothing = JobRequests.script("");
        assertThat(ForeignElements.in(jobs.update(nothing, updated.xml()).xml()))
                .isEqualTo(others);
    }

    private void assertUnchanged(NoScmPipeline spec, String xml) {
        JobDocument again = jobs.update(JobRequests.of(spec), xml);
        assertThat(again.changed()).isFalse();
        assertThat(again.xml()).isSameAs(xml);
        assertThat(again.overruled()).isEmpty();
    }
}
