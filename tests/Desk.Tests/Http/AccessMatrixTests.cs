using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>
/// Every route and hub method of the running program and what nine callers get there, compared with the committed table AccessMatrix.txt. A
/// new route has no row, so it fails until somebody has decided who may use it. <c>MATRIX_WRITE=1</c> writes the table, for review.
/// </summary>
/// <remarks>
/// The ticket, its file and its order belong to the department "brand". A slip was sent to the department "product". An entry is
/// <c>yes</c> for a
/// request that is let in, whatever it lacks; <c>signIn</c> for one that is sent to the sign-in page; otherwise the status. A file in
/// flight was uploaded with the key of another program and given to no ticket yet.
/// </remarks>
public sealed partial class AccessMatrixTests
{
    private static readonly string[] Callers = ["nobody", "intake", "read", "staff", "clerk", "brand", "product", "supervisor", "admin"];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_lets_in_whom_the_table_says()
    {
        await using var desk = await DeskApp.StartAsync();
        var rows = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var caller in Callers)
        {
            var client = await CreateClientAsync(desk, caller);
            foreach (var route in Routes(desk))
                EntriesOf(route).Add(await AskAsync(client, route, IsOnSlip(route)
                    ? await OpenTicketWithSlipAsync(desk)
                    : IsOnOrder(route) ? ("x", await OpenTicketWithOrderAsync(desk)) : await OpenTicketWithFileAsync(desk)));
            var uploader = await desk.ClientWithKeyAsync(KeyScope.Staff);
            foreach (var route in Routes(desk).Where(route => route.Contains("{id:long}", StringComparison.Ordinal)
                && !IsOnSlip(route) && !IsOnOrder(route) && !IsOnHandover(route)))
                EntriesOf(route + " in flight").Add(await AskAsync(client, route, ("x", await UploadAsync(uploader))));
            foreach (var (path, method) in HubMethods(desk))
                EntriesOf($"HUB {path} {method?.Name ?? "connect"}").Add(await InvokeAsync(desk, caller, path, method));
        }

        await AssertEqualToTableAsync(rows);

        List<string> EntriesOf(string route) => rows.TryGetValue(route, out var entries) ? entries : rows[route] = [];
    }

    [Fact]
    public async Task A_browser_keeps_nothing_that_staff_read()
    {
        await using var desk = await DeskApp.StartAsync();
        var client = await CreateClientAsync(desk, "supervisor");
        foreach (var route in Routes(desk).Where(route => StaffPage().IsMatch(route)))
        {
            var (number, file) = await OpenTicketWithFileAsync(desk);
            using var reply = await client.GetAsync(new Uri(Fill(route.Split(' ')[1], number, file), UriKind.Relative), Now);
            Assert.True(reply.Headers.CacheControl?.NoStore, $"{route}: {reply.Headers.CacheControl}");
        }
    }

    private static IEnumerable<string> Routes(DeskApp desk) => desk.Endpoints().Where(route => !StaticFile().IsMatch(route)).Order();

    /// <summary>The methods that a client can invoke on each hub, and null for the connection to it.</summary>
    private static IEnumerable<(string Path, MethodInfo? Method)> HubMethods(DeskApp desk) =>
        from route in desk.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let hub = route.Metadata.GetMetadata<HubMetadata>()?.HubType
        where hub is not null && !route.RoutePattern.RawText!.EndsWith("/negotiate", StringComparison.Ordinal)
        from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Prepend(null)
        where method is null || method.GetBaseDefinition() == method
        select (route.RoutePattern.RawText, method);

    private static async Task<string> AskAsync(HttpClient client, string route, (string Number, string File) ticket)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var address = Fill(path, ticket.Number, ticket.File);
        // A route for all methods is asked with the one that its clients use.
        if (method == "*") method = path.EndsWith("/negotiate", StringComparison.Ordinal) ? "POST" : "GET";
        using var request = new HttpRequestMessage(new(method), new Uri(address, UriKind.Relative));
        if (method == "POST") request.Content = ContentFor(path, address, ticket.Number);
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Now);
        return reply.StatusCode switch
        {
            HttpStatusCode.Redirect when reply.Headers.Location?.ToString().Contains("/sign-in?", StringComparison.Ordinal) == true
                => "signIn",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => $"{(int)reply.StatusCode}",
            >= HttpStatusCode.InternalServerError => $"{(int)reply.StatusCode}",
            _ => "yes",
        };
    }

    private static string Fill(string path, string number, string file) => Parameter().Replace(path, parameter =>
        parameter.Groups[1].Value switch
        {
            "number" => number,
            "id" => file,
            "user" => "somebody",
            "action" => "take",
            "slip" => "1",
            _ => "x",
        });

    private static HttpContent ContentFor(string path, string address, string number)
    {
        if (!path.StartsWith("/api", StringComparison.Ordinal)) return new FormUrlEncodedContent([]);
        if (path.EndsWith("/attachments", StringComparison.Ordinal)) return new MultipartFormDataContent();
        var body = EndpointAccessTests.BodyFor(address, ApiClient.TicketBody(), number);
        return new StringContent(body, Encoding.UTF8, "application/json");
    }

    private static async Task<string> InvokeAsync(DeskApp desk, string caller, string path, MethodInfo? method)
    {
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, path), options =>
        {
            if (RoleOf(caller) is { } role) options.Headers.Add(DeskApp.StaffHeader, role.User);
            else if (caller != "nobody")
                options.AccessTokenProvider = async () => await desk.CreateKeyAsync(Enum.Parse<KeyScope>(caller, ignoreCase: true));
        }).Build();
        try
        {
            await hub.StartAsync(Now);
            if (method is null) return "yes";
            var values = method.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null);
            var result = await hub.InvokeCoreAsync<JsonObject?>(method.Name, [.. values], Now);
            return result?["cards"] is JsonArray { Count: 0 } ? "empty" : "yes";
        }
        catch (HubException)
        {
            return "refused";
        }
        catch (HttpRequestException refused)
        {
            return $"{(int?)refused.StatusCode}";
        }
    }

    private static async Task<HttpClient> CreateClientAsync(DeskApp desk, string caller) => caller switch
    {
        "nobody" => desk.AnonymousClient(),
        "intake" or "read" or "staff" => await desk.ClientWithKeyAsync(Enum.Parse<KeyScope>(caller, ignoreCase: true)),
        _ when RoleOf(caller) is { } staff => await desk.ClientForStaffAsync(staff.Role, staff.Department, staff.User),
        _ => throw new ArgumentOutOfRangeException(nameof(caller)),
    };

    private static (StaffRole Role, string? Department, string User)? RoleOf(string caller) => caller switch
    {
        "clerk" => (StaffRole.Clerk, null, "a-clerk"),
        "supervisor" => (StaffRole.Supervisor, null, "a-supervisor"),
        "admin" => (StaffRole.Admin, null, "an-admin"),
        "brand" or "product" => (StaffRole.Agent, caller, $"agent-of-{caller}"),
        _ => null,
    };

    private static async Task<(string Number, string File)> OpenTicketWithFileAsync(DeskApp desk)
    {
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var file = await UploadAsync(staff);
        return (await staff.OpenTicketAsync(AttachmentTests.TicketBodyWithFile(file, department: "brand")), file);
    }

    private static bool IsOnSlip(string route) => route.Contains("/slips/", StringComparison.Ordinal);

    private static bool IsOnOrder(string route) => route.Contains("/orders/", StringComparison.Ordinal);

    private static bool IsOnHandover(string route) => route.Contains("/handover/", StringComparison.Ordinal);

    private static async Task<string> OpenTicketWithOrderAsync(DeskApp desk)
    {
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var body = ApiClient.TicketBody();
        body["department"] = "brand";
        return await EndpointAccessTests.DraftOrderAsync(staff, await staff.OpenTicketAsync(body));
    }

    private static async Task<(string Number, string Slip)> OpenTicketWithSlipAsync(DeskApp desk)
    {
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var body = ApiClient.TicketBody();
        body["department"] = "brand";
        var number = await staff.OpenTicketAsync(body);
        var sent = await staff.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/transfer",
            new { department = "product", ask = "Please see to it" });
        return (number, sent["slips"][0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<string> UploadAsync(HttpClient uploader) =>
        (await uploader.UploadAsync(AttachmentTests.Jpeg, "a.jpg"))["id"].GetString()!;

    private static async Task AssertEqualToTableAsync(SortedDictionary<string, List<string>> rows, [CallerFilePath] string here = "")
    {
        var width = rows.Keys.Max(route => route.Length);
        var table = new StringBuilder().Append("".PadRight(width))
            .AppendLine(string.Concat(Callers.Select(c => "  " + c.PadRight(10))).TrimEnd());
        foreach (var (route, entries) in rows)
            table.AppendLine((route.PadRight(width) + string.Concat(entries.Select(e => "  " + e.PadRight(10)))).TrimEnd());
        var file = Path.Combine(Path.GetDirectoryName(here)!, "AccessMatrix.txt");
        if (Environment.GetEnvironmentVariable("MATRIX_WRITE") == "1") await File.WriteAllTextAsync(file, table.ToString(), Now);
        var expected = (await File.ReadAllTextAsync(file, Now)).Split('\n');
        var actual = table.ToString().Split('\n');
        Assert.True(expected.SequenceEqual(actual), "Differs from AccessMatrix.txt:\n" + string.Join('\n', actual.Except(expected))
            + "\nexpected\n" + string.Join('\n', expected.Except(actual)));
    }

    [GeneratedRegex(@"\.\w+$|/\{\*")]
    private static partial Regex StaticFile();

    [GeneratedRegex(@"^(GET|\*) /(desk|api/v1|hubs/board)\b")]
    private static partial Regex StaffPage();

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex Parameter();
}
