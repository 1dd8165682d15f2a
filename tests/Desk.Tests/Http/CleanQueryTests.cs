using System.Net;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Staff;

namespace EcomCenter.Desk.Tests.Http;

public sealed class CleanQueryTests
{
    private static readonly string[] Names =
        ["q", "department", "assignee", "kind", "status", "channel", "service", "township", "person", "to", "lang", "after", "due", "view"];

    /// <summary>NUL, which no database can compare, and U+FFFE, which the framework does not normalise.</summary>
    private static readonly string[] Signs = ["%00", "%EF%BF%BE"];

    [Theory, CombinatorialProviders]
    public async Task An_odd_sign_in_an_address_is_no_error_of_the_server(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await desk.AddStaffAsync("boss", StaffRole.Supervisor);
        using var boss = await desk.SignedInAsync("boss");
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        foreach (var (sign, name) in Signs.SelectMany(sign => Names.Select(name => (sign, name))))
        {
            foreach (var path in new[] { "/desk", "/desk/list", "/desk/people", "/track", "/report", "/chat", "/desk/admin/security" })
            {
                using var page = await boss.GetAsync($"{path}?{name}=a{sign}b");
                Assert.True((int)page.StatusCode < 500, $"{path} answers {page.StatusCode} to {name}.");
            }

            using var twice = await boss.GetAsync($"/desk?{name}{sign}=a&{name}%EF%BF%BD=b");
            Assert.True((int)twice.StatusCode < 500, $"A name that is clean twice is answered {twice.StatusCode}.");
            var reply = await key.GetReplyAsync($"{ApiClient.TicketsPath}?{name}={sign}");
            Assert.True(reply.Status < HttpStatusCode.InternalServerError, $"The API answers {reply.Status} to {name}.");
        }
    }
}
