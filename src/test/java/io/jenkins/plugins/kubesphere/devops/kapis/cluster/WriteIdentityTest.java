package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WriteIdentityTest {
    @Test
    void onlyCallersWhomTheApiServerKnowsWriteInTheirName() {
        assertThat(originsOf(WriteIdentity.PLUGIN)).isEmpty();
        assertThat(originsOf(WriteIdentity.CALLER)).containsExactly(Caller.Origin.KUBERNETES, Caller.Origin.KUBESPHERE);
        assertThat(originsOf(WriteIdentity.TOKEN)).containsExactly(Caller.Origin.KUBERNETES);
    }

    private static Stream<Caller.Origin> originsOf(WriteIdentity identity) {
        return Stream.of(Caller.Origin.values())
                .filter(origin -> identity.appliesTo(new Caller("alice", "", List.of(), Map.of(), origin)));
    }

    @Test
    void aSettingIsReadInAnyCase() {
        assertThat(WriteIdentity.parse("")).isEqualTo(WriteIdentity.PLUGIN);
        assertThat(WriteIdentity.parse(" Token ")).isEqualTo(WriteIdentity.TOKEN);
        assertThat(WriteIdentity.parse("caller")).isEqualTo(WriteIdentity.CALLER);
        assertThatThrownBy(() -> WriteIdentity.parse("me")).hasMessage("\"me\" is not one of plugin, caller, token");
    }
}
