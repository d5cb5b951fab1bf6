package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.MultiBranchJobContent;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.MultiBranchJobContentReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.LineEndNormalizer;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Tests the jobs of random multi-branch specs, also of hostile ones. A failure prints the seed of the random specs;
 * {@code @Property(seed = "…")} repeats the failure.
 */
class HostileBranchSpecsTest {
    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    @Provide
    Arbitrary<MultiBranchPipeline> valid() {
        return HostileBranchSpecs.valid();
    }

    @Provide
    Arbitrary<MultiBranchPipeline> any() {
        return HostileBranchSpecs.any();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void theJobContainsTheSpec(@ForAll("valid") MultiBranchPipeline spec) {
        RenderedJob made = jobs.create(JobRequests.of(spec));
        assertThat(MultiBranchJobContentReader.read(made.xml())).isEqualTo(MultiBranchJobContent.fromSpec(spec));
        assertThat(made.conflicts()).isEmpty();
    }

    /** The renderer never throws another exception. */
    @Property(tries = 600, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void eachSpecIsInTheJobOrRefused(@ForAll("any") MultiBranchPipeline spec) {
        RenderedJob made;
        try {
            made = jobs.create(JobRequests.of(spec));
        } catch (EngineRefusalException refusal) {
            assertThat(refusal.reason()).isEqualTo(EngineRefusalException.Reason.INVALID_SPEC);
            assertThat(refusal.getMessage()).startsWith("Pipeline demo/web: spec.multi_branch_pipeline");
            return;
        }
        MultiBranchJobContentReader.read(made.xml());
        assertUnchanged(spec, made.xml());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aSavedJobIsNotChangedAgain(@ForAll("valid") MultiBranchPipeline spec, @ForAll long seed) {
        String made = jobs.create(JobRequests.of(spec)).xml();
        assertUnchanged(spec, made);
        ResaveSimulator simulator = new ResaveSimulator(seed, new RandomizedEncryption());
        assertUnchanged(spec, simulator.resave(made));
        assertUnchanged(spec, simulator.resave(simulator.resave(made)));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anotherSpecReplacesEverythingExceptTheId(
            @ForAll("valid") MultiBranchPipeline before,
            @ForAll("valid") MultiBranchPipeline after,
            @ForAll long seed) {
        String first = jobs.create(JobRequests.of(before)).xml();
        String saved = new ResaveSimulator(seed, new RandomizedEncryption()).resave(first);
        RenderedJob made = jobs.update(JobRequests.of(after), saved);
        Map<String, String> actual = MultiBranchJobContentReader.read(made.xml());
        Map<String, String> expected = MultiBranchJobContent.fromSpec(after);
        if (expected.get("id").equals("uid-1")) {
            expected.put("id", MultiBranchJobContent.fromSpec(before).get("id"));
        }
        actual.replace("description", LineEndNormalizer.normalize(actual.get("description")));
        expected.replace("description", LineEndNormalizer.normalize(expected.get("description")));
        assertThat(actual).isEqualTo(expected);
        assertThat(made.conflicts()).isEmpty();
        assertUnchanged(after, made.xml());
    }

    private void assertUnchanged(MultiBranchPipeline spec, String xml) {
        RenderedJob again = jobs.update(JobRequests.of(spec), xml);
        assertThat(again.changed()).isFalse();
        assertThat(again.xml()).isSameAs(xml);
        assertThat(again.conflicts()).isEmpty();
    }
}
