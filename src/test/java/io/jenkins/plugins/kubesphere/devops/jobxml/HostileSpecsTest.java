package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.JobContent;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.JobContentReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.TestXmlParser;
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

/**
 * Tests the jobs of random specs, also of hostile ones. A failure prints the seed of the random specs;
 * {@code @Property(seed = "…")} repeats the failure.
 */
class HostileSpecsTest {
    private final SecretEncryption secrets = new RandomizedEncryption();
    private final RegularJobRenderer jobs = new RegularJobRenderer(secrets, plugin -> true);

    @Provide
    Arbitrary<NoScmPipeline> valid() {
        return HostileSpecs.valid();
    }

    @Provide
    Arbitrary<NoScmPipeline> invalid() {
        return HostileSpecs.invalid();
    }

    @Provide
    Arbitrary<NoScmPipeline> any() {
        return HostileSpecs.any();
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void theJobContainsTheSpec(@ForAll("valid") NoScmPipeline spec) {
        RenderedJob made = jobs.create(JobRequests.of(spec));
        assertThat(made.changed()).isTrue();
        assertThat(JobContentReader.read(made.xml(), secrets)).isEqualTo(JobContent.fromSpec(spec));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void textsThatAJobCannotContainAreRefused(@ForAll("invalid") NoScmPipeline spec) {
        assertThatThrownBy(() -> jobs.create(JobRequests.of(spec)))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(EngineRefusalException.Reason.INVALID_SPEC))
                .hasMessageMatching("Pipeline demo/web: spec\\.pipeline\\.(jenkinsfile|description) holds the character"
                        + " U\\+[0-9A-F]{4}( \\(half of a surrogate pair\\))? in line [0-9]+, which .*");
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void eachSpecIsInTheJobOrRefused(@ForAll("any") NoScmPipeline spec) {
        RenderedJob made;
        try {
            made = jobs.create(JobRequests.of(spec));
        } catch (EngineRefusalException refusal) {
            assertThat(refusal.reason()).isEqualTo(EngineRefusalException.Reason.INVALID_SPEC);
            return;
        }
        assertThat(JobContentReader.read(made.xml(), secrets)).isEqualTo(JobContent.fromSpec(spec));
        assertUnchanged(spec, made.xml());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aSavedJobIsNotChangedAgain(@ForAll("valid") NoScmPipeline spec, @ForAll long seed) {
        String made = jobs.create(JobRequests.of(spec)).xml();
        assertUnchanged(spec, made);
        ResaveSimulator simulator = new ResaveSimulator(seed, secrets);
        assertUnchanged(spec, simulator.resave(made));
        assertUnchanged(spec, simulator.resave(simulator.resave(made)));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anotherSpecReplacesEverything(
            @ForAll("valid") NoScmPipeline before, @ForAll("valid") NoScmPipeline after, @ForAll long seed) {
        String saved = new ResaveSimulator(seed, secrets)
                .resave(jobs.create(JobRequests.of(before)).xml());
        RenderedJob made = jobs.update(JobRequests.of(after), saved);
        assertThat(JobContentReader.read(made.xml(), secrets).withEqualLineEnds())
                .isEqualTo(JobContent.fromSpec(after).withEqualLineEnds());
        assertThat(made.conflicts()).isEmpty();
        assertUnchanged(after, made.xml());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void foreignElementsAreKept(
            @ForAll("valid") NoScmPipeline before, @ForAll("valid") NoScmPipeline after, @ForAll long seed) {
        String made = jobs.create(JobRequests.of(before)).xml();
        Document withOthers = TestXmlParser.parse(made);
        ForeignElements.addTo(withOthers.getDocumentElement());
        String saved = new ResaveSimulator(seed, secrets).resave(JobXmlWriter.write(withOthers));
        assertUnchanged(before, saved);
        Map<String, Object> others = ForeignElements.readFrom(saved);
        assertThat(others).hasSize(6);

        RenderedJob updated = jobs.update(JobRequests.of(after), saved);
        assertThat(ForeignElements.readFrom(updated.xml())).isEqualTo(others);
        assertUnchanged(after, updated.xml());
        JobRequest nothing = JobRequests.script("");
        assertThat(ForeignElements.readFrom(jobs.update(nothing, updated.xml()).xml()))
                .isEqualTo(others);
    }

    private void assertUnchanged(NoScmPipeline spec, String xml) {
        RenderedJob again = jobs.update(JobRequests.of(spec), xml);
        assertThat(again.changed()).isFalse();
        assertThat(again.xml()).isSameAs(xml);
        assertThat(again.conflicts()).isEmpty();
    }
}
