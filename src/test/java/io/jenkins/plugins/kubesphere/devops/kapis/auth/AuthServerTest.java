package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthServer.KUBERNETES;
import static io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthServer.KUBESPHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AuthServerTest {
    @Test
    void theOrderIsThatOfTheText() {
        assertThat(AuthServer.parseOrder(" KubeSphere , kubernetes")).containsExactly(KUBESPHERE, KUBERNETES);
        assertThat(AuthServer.parseOrder("kubernetes")).containsExactly(KUBERNETES);
        assertThat(AuthServer.parseOrder(" ")).containsExactly(KUBERNETES, KUBESPHERE);
    }

    @Test
    void aListWithAMistakeIsRefused() {
        assertThatThrownBy(() -> AuthServer.parseOrder("kubernetes,ldap"))
                .hasMessage("\"ldap\" is not one of kubernetes, kubesphere");
        assertThatThrownBy(() -> AuthServer.parseOrder("kubernetes,Kubernetes"))
                .hasMessage("\"kubernetes,Kubernetes\" names a server twice");
        assertThatThrownBy(() -> AuthServer.parseOrder("kubernetes,")).hasMessageContaining("\"\" is not one of");
    }
}
