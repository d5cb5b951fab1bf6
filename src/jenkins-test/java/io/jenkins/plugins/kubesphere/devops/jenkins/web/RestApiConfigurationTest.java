package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class RestApiConfigurationTest {
    @Test
    void theFormWarnsOfTokensThatMayNotWrite(JenkinsRule jenkins) {
        RestApiConfiguration.DescriptorImpl form = new RestApiConfiguration.DescriptorImpl();

        assertThat(form.doCheckWrites("token", " jenkins ").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(form.doCheckWrites("token", "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckWrites("caller", "jenkins").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void onlyKnownWritersAreAccepted(JenkinsRule jenkins) {
        RestApiConfiguration configuration = new RestApiConfiguration();
        configuration.setWrites("token");

        assertThat(configuration.getWrites()).isEqualTo("token");
        assertThatThrownBy(() -> configuration.setWrites("me"))
                .hasMessage("\"me\" is not one of plugin, caller, token");
    }
}
