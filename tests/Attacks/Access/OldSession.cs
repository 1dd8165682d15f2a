using System.Net;

namespace EcomCenter.Attacks.Access;

/// <summary>Uses the cookie of a member of staff after its end.</summary>
internal sealed class OldSession : Attack
{
    private static readonly string[] Pages = ["/desk", "/desk/my-account", "/desk/counter", "/api/v1/tickets", "/desk/list"];

    public override string Title => "After sign-out or a new password the old cookie is dead, and the browser keeps no page";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var clerk = await run.VisitAsStaffAsync(desk, Office.Clerk);
        foreach (var page in Pages) await ExpectNotStoredAsync(run, clerk, page);
        var thief = CopyCookies(run.Visit(desk, "127.0.0.66"), clerk, desk.Address);
        run.ExpectStatus(await thief.GetAsync("/desk"), 200, "the copied cookie before sign-out");
        var left = await clerk.FillInAsync("/desk", "/sign-out");
        var cleared = left.Header("Clear-Site-Data") ?? "";
        run.Expect(cleared.Contains("\"cache\"") && cleared.Contains("\"storage\""), $"Clear-Site-Data is '{cleared}'");
        await ExpectDeadAsync(run, thief, "after sign-out");
        await ChangePasswordAsync(run, desk.Address);
    }

    private static async Task ChangePasswordAsync(AttackRun run, Uri desk)
    {
        var (own, thief) = (run.Own(new Visitor(desk)), run.Own(new Visitor(desk, "127.0.0.66")));
        await own.SignInAsync(Office.Supervisor);
        CopyCookies(thief, own, desk);
        var changed = await own.FillInAsync("/desk/my-account", "/desk/my-account/password",
            ("current", Office.Password), ("password", "nine yellow camels"));
        run.ExpectStatus(changed, 302, "the new password");
        // Accounts are cached for less than a second.
        await Task.Delay(1100);
        await ExpectDeadAsync(run, thief, "after a new password");
        run.ExpectStatus(await own.GetAsync("/desk"), 200, "the own session after the new password");
    }

    private static async Task ExpectNotStoredAsync(AttackRun run, Visitor visitor, string path)
    {
        var control = (await visitor.GetAsync(path)).Headers.CacheControl;
        // A form may be kept for going back, but only after asking again.
        run.Expect(control is { NoStore: true } or { NoCache: true, Private: true }, $"{path} may be kept by a browser ({control})");
    }

    private static async Task ExpectDeadAsync(AttackRun run, Visitor thief, string when)
    {
        foreach (var page in Pages)
        {
            var reply = await thief.GetAsync(page);
            run.Expect(reply.Status is 302 or 401, $"{page} was answered {reply.Status} to the old cookie {when}");
        }

        var hub = await thief.SendAsync(HttpMethod.Post, "/hubs/board/negotiate?negotiateVersion=1", null);
        run.ExpectStatus(hub, 401, $"the board's hub {when}");
    }

    private static Visitor CopyCookies(Visitor thief, Visitor from, Uri desk)
    {
        foreach (Cookie cookie in from.Cookies.GetCookies(desk)) thief.Cookies.Add(desk, new Cookie(cookie.Name, cookie.Value, "/"));
        return thief;
    }
}
