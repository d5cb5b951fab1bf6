package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Properties that all multi-branch specs must have. A failure prints its seed; {@code @Property(seed = "…")} repeats
 * it.
 */
class HostileBranchSpecsTest {
    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    @Provide
    Arbitrary<MultiBranchPipeline> holdable() {
        return HostileBranchSpecs.holdable();
    }

    @Provide
    Arbitrary<MultiBranchPipeline> any() {
        return HostileBranchSpecs.any();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void theJobContainsTheSpec(@ForAll("holdable") MultiBranchPipeline spec) {
        JobDocument made = jobs.create(JobRequests.of(spec));
        assertThat(MultiBranchJobContent.in(made.xml())).isEqualTo(MultiBranchJobContent.of(spec));
        assertThat(made.overruled()).isEmpty();
    }

    /** The renderer never throws another exception. */
    @Property(tries = 600, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void eachSpecIsInTheJobOrRefused(@ForAll("any") MultiBranchPipeline spec) {
        JobDocument made;
        try {
            made = jobs.create(JobRequests.of(spec));
        } catch (EngineRefusalException refusal) {
            assertThat(refusal.reason()).isEqualTo(EngineRefusalException.Reason.INVALID_SPEC);
            assertThat(refusal.getMessage()).startsWith("Pipeline demo/web: spec.multi_branch_pipeline");
            return;
        }
        MultiBranchJobContent.in(made.xml());
        assertUnchanged(spec, made.xml());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aSavedJobIsNotChangedAgain(@ForAll("holdable") MultiBranchPipeline spec, @ForAll long seed) {
        String made = jobs.create(JobRequests.of(spec)).xml();
        assertUnchanged(spec, made);
        ResaveSimulator resaved = new ResaveSimulator(seed, new RandomizedEncryption());
        assertUnchanged(spec, resaved.of(made));
        assertUnchanged(spec, resaved.of(resaved.of(made)));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anotherSpecReplacesEverythingExceptTheId(
            @ForAll("holdable") MultiBranchPipeline before,
            @ForAll("holdable") MultiBranchPipeline after,
            @ForAll long seed) {
        String first = jobs.create(JobRequests.of(before)).xml();
        String saved = new ResaveSimulator(seed, new RandomizedEncryption()).of(first);
        JobDocument made = jobs.update(JobRequests.of(after), saved);
        Map<String, String> held = MultiBranchJobContent.in(made.xml());
        Map<String, String> wanted = MultiBranchJobContent.of(after);
        if (wanted.get("id").equals("uid-1")) {
            wanted.put("id", MultiBranchJobContent.of(before).get("id"));
        }
        held.replace("description", SpecTextValidator.normalizeLineEnds(held.get("description")));
        wanted.replace("description", SpecTextValidator.normalizeLineEnds(wanted.get("description")));
        assertThat(held).isEqualTo(wanted);
        assertThat(made.overruled()).isEmpty();
        assertUnchanged(after, made.xml());
    }

    private void assertUnchanged(MultiBranchPipeline spec, String xml) {
        JobDocument again = jobs.update(JobRequests.of(spec), xml);
        assertThat(again.changed()).isFalse();
        assertThat(again.xml()).isSameAs(xml);
        assertThat(again.overruled()).isEmpty();
    }
}
