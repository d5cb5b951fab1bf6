package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolderIdentityTest {

    @Test
    void twoOperatorsOfOneInstanceHaveDifferentIdentities() {
        HolderIdentity one = HolderIdentity.of("home-a");
        HolderIdentity other = HolderIdentity.of("home-a");
        assertThat(one.toString()).isNotEqualTo(other.toString()).startsWith("home-a_");
        assertThat(one.isSameInstance(other.toString())).isTrue();
    }

    @Test
    void anInstanceIdWithOurIdAsPrefixIsAnotherInstance() {
        HolderIdentity one = HolderIdentity.of("a");
        assertThat(one.isSameInstance(HolderIdentity.of("a_b").toString())).isFalse();
        assertThat(one.isSameInstance(HolderIdentity.of("ab").toString())).isFalse();
        assertThat(one.isSameInstance("a")).isFalse();
        assertThat(HolderIdentity.of("(a+)").isSameInstance("aa_01234567_host-1"))
                .isFalse();
    }
}
