package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Item;
import hudson.model.User;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests the page and the permissions of the store. */
@WithJenkins
class SecretCredentialsStoreTest extends ProjectCredentialsTestCase {
    @Test
    void theStoreIsReadOnly() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        CredentialsStore store = new SecretCredentialsProvider().getStore(demo);
        assertThat(store.hasPermission2(User.getById("admin", true).impersonate2(), CredentialsProvider.VIEW))
                .isTrue();
        assertThat(store.hasPermission2(User.getById("admin", true).impersonate2(), CredentialsProvider.UPDATE))
                .isFalse();
        assertThat(store.hasPermission2(User.getById("reader", true).impersonate2(), CredentialsProvider.VIEW))
                .isFalse();
        Credentials credential = store.getCredentials(Domain.global()).get(0);
        assertThat(store.removeCredentials(Domain.global(), credential)).isFalse();
        assertThat(idsInGroup(demo)).containsExactly("token");
        assertThat(new SecretCredentialsProvider().getStore(jenkins.jenkins)).isNull();
        assertThat(new SecretCredentialsProvider().getStore(job)).isNull();

        String page = jenkins.createWebClient()
                .login("admin")
                .goTo("job/demo/credentials/store/secrets/domain/_/")
                .asNormalizedText();
        assertThat(page).contains("token", "to push").doesNotContain(HIDDEN);
    }
}
