using System.Net;
using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Tests.Http;

public class RateLimitKeyTests
{
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("198.51.100.1", "198.51.100.2", false)]
    [InlineData("198.51.100.1", "::ffff:198.51.100.1", true)]
    public void Addresses_of_one_IPv6_network_count_as_one_client(string one, string other, bool isSame) =>
        Assert.Equal(isSame, RateLimitKey.From(IPAddress.Parse(one)) == RateLimitKey.From(IPAddress.Parse(other)));

    [Fact]
    public void A_client_without_an_address_has_a_key() => Assert.NotEmpty(RateLimitKey.From(null));
}
