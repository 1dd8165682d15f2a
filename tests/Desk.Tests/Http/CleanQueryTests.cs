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

    [Theory, CombinatorialProviders]
    public async Task A_NUL_in_an_address_is_no_error_of_the_server(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await desk.AddStaffAsync("boss", StaffRole.Supervisor);
        using var boss = await desk.SignedInAsync("boss");
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        foreach (var name in Names)
        {
            foreach (var path in new[] { "/desk", "/desk/list", "/desk/people", "/track", "/report", "/chat", "/desk/admin/security" })
            {
                using var page = await boss.GetAsync($"{path}?{name}=a%00b");
                Assert.True((int)page.StatusCode < 500, $"{path} answers {page.StatusCode} to {name}.");
            }

            using var twice = await boss.GetAsync($"/desk?{name}%00=a&{name}%EF%BF%BD=b");
            Assert.True((int)twice.StatusCode < 500, $"A name that is clean twice is answered {twice.StatusCode}.");
            var reply = await key.GetReplyAsync($"{ApiClient.TicketsPath}?{name}=%00");
            Assert.True(reply.Status < HttpStatusCode.InternalServerError, $"The API answers {reply.Status} to {name}.");
        }
    }
}
