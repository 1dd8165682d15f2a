using System.Net.Http.Headers;
using System.Security.Claims;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Tests;

/// <summary>
/// The real program with its own port and its own database. A given time provider replaces the program's.
/// <c>await using var desk = await DeskApp.StartAsync(provider);</c>
/// </summary>
internal sealed class DeskApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly List<HttpClient> _clients = [];

    private DeskApp(WebApplication app, TestDatabase database) => (_app, _database) = (app, database);

    /// <summary>The header by which a test signs in an account without the sign-in page.</summary>
    public const string StaffHeader = "X-Test-Staff";

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    public DeskWriter Writer => Services.GetRequiredService<DeskWriter>();

    /// <summary>
    /// Starts the program. Settings are names and values, for example <c>("Promise:Response", "00:00:05")</c>. Passwords are hashed at a
    /// small part of the real cost, which a test of its own checks.
    /// </summary>
    public static async Task<DeskApp> StartAsync(Provider provider = Provider.Sqlite, TimeProvider? time = null,
        Action<WebApplicationBuilder>? adjust = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var given = database.Settings.Concat(settings).Select(s => $"--{s.Key}={s.Value}");
        string[] args = ["--urls=http://127.0.0.1:0", "--environment=Development", .. given];
        var app = DeskApplication.Build(args, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(new TestOutputLogger());
            if (time is not null) builder.Services.Replace(ServiceDescriptor.Singleton(time));
            builder.Services.AddSingleton<IStartupFilter, TestSignIn>();
            builder.Services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
            adjust?.Invoke(builder);
        });
        await app.Services.MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        return new(app, database);
    }

    public DeskDb CreateDb() => Services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContext();

    /// <summary>The mapped endpoints, each as <c>GET /path</c>.</summary>
    public IEnumerable<string> Endpoints()
    {
        var routes = Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
        return routes.SelectMany(Describe).Distinct();

        static IEnumerable<string> Describe(RouteEndpoint route) =>
            (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
            .Select(method => $"{method} /{route.RoutePattern.RawText?.TrimStart('/')}");
    }

    /// <summary>A client without credentials that follows no redirects and keeps no cookies.</summary>
    public HttpClient AnonymousClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }

    /// <summary>A client that follows redirects and keeps cookies, as a browser does.</summary>
    public HttpClient BrowserClient()
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }

    public async Task<string> CreateKeyAsync(KeyScope scope, string? name = null)
    {
        var key = ApiKeyGenerator.Create(name ?? $"{scope}-{Guid.NewGuid():N}"[..20], scope, TimeProvider.System.Now());
        await using var db = CreateDb();
        db.ApiKeys.Add(key.Row);
        await db.SaveChangesAsync();
        return key.Text;
    }

    public async Task<HttpClient> ClientWithKeyAsync(KeyScope scope, string? name = null)
    {
        var client = AnonymousClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await CreateKeyAsync(scope, name));
        return client;
    }

    /// <summary>
    /// Creates an account and a client that is signed in without the sign-in page, for tests of what a role may do. Sign-in has its own
    /// tests.
    /// </summary>
    public async Task<HttpClient> ClientForStaffAsync(StaffRole role, string? department = null, string? user = null)
    {
        var member = new StaffMember
        {
            UserName = user ?? $"{role}-{Guid.NewGuid():N}"[..16].ToLowerInvariant(), DisplayName = "Somebody", Role = role,
            Department = department,
        };
        member.NormalizedUserName = member.UserName!.ToUpperInvariant();
        await using var db = CreateDb();
        db.Users.Add(member);
        await db.SaveChangesAsync();
        var client = AnonymousClient();
        client.DefaultRequestHeaders.Add(TestSignIn.Header, member.UserName);
        return client;
    }

    /// <summary>Stops the program as a service manager does. Its database can still be read.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Signs in the user named by the header, before any other middleware runs.</summary>
    private sealed class TestSignIn(IDbContextFactory<DeskDb> contexts) : IStartupFilter
    {
        public const string Header = StaffHeader;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, rest) =>
            {
                if (http.Request.Headers[Header] is [{ } user]) http.User = await FindUserAsync(user);
                await rest(http);
            });
            next(app);
        };

        private async Task<ClaimsPrincipal> FindUserAsync(string user)
        {
            await using var db = await contexts.CreateDbContextAsync();
            var member = await db.Users.AsNoTracking().SingleAsync(u => u.UserName == user);
            Claim[] claims = [new(ClaimTypes.NameIdentifier, member.Id), new(ClaimTypes.Name, user), .. ActorClaims.CreateClaims(member)];
            return new(new ClaimsIdentity(claims, "Test"));
        }
    }
}
