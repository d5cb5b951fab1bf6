package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.RemoteTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegularJobTest {
    @Test
    void trial() {
        RegularJob jobs = new RegularJob(new Scrambled());
        NoScmPipeline all = new NoScmPipeline(
                "web",
                "A <web> & \"more\"\nsecond",
                new Discarder("7", "-1"),
                List.of(
                        new ParameterDefinition("WHO", "string", "x", "who"),
                        new ParameterDefinition("NOTES", "text", "a\r\nb", null),
                        new ParameterDefinition("DEBUG", "boolean", "true", null),
                        new ParameterDefinition("TARGET", "choice", "a\nb\n", null),
                        new ParameterDefinition("PW", "password", "s3cret", null),
                        new ParameterDefinition("F", "file", null, null)),
                true,
                new TimerTrigger("H * * * *", null),
                new RemoteTrigger("t0ken"),
                null,
                "echo ']]> \uD83D\uDE80'");
        JobRequest request = new JobRequest(
                new JobName("demo", "web"),
                new Owner("Pipeline", "demo", "web", "uid"),
                new PipelineSpec("pipeline", all, null));
        JobDocument made = jobs.create(request);
        System.out.println(made.xml());
        assertThat(jobs.update(request, made.xml()).changed()).isFalse();
        NoScmPipeline none = new NoScmPipeline(null, null, null, null, null, null, null, null, "x");
        JobRequest bare = new JobRequest(request.name(), request.owner(), new PipelineSpec("pipeline", none, null));
        JobDocument less = jobs.update(bare, made.xml());
        System.out.println(less.xml());
        assertThat(jobs.update(bare, less.xml()).changed()).isFalse();
    }
}
