using EcomCenter.Desk.Api;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Demo;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Outbox.Mail;
using EcomCenter.Desk.Pages.Admin;
using EcomCenter.Desk.Pages.Board;
using EcomCenter.Desk.Pages.Counter;
using EcomCenter.Desk.Pages.Duty;
using EcomCenter.Desk.Pages.Hotline;
using EcomCenter.Desk.Pages.PublicSite;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Files;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Pages.Shared.People;
using EcomCenter.Desk.Pages.SignIn;
using EcomCenter.Desk.Pages.StaffChats;
using EcomCenter.Desk.Pages.SuggestionBox;
using EcomCenter.Desk.Pages.Supervisor;
using EcomCenter.Desk.Pages.Supervisor.Reports;
using EcomCenter.Desk.Pages.Supervisor.Wall;
using EcomCenter.Desk.Pages.Tickets;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk;

/// <summary>The composition root: every folder adds its services and maps its endpoints.</summary>
public static class DeskApplication
{
    private const string Project = "EcomCenter.Desk.csproj";

    /// <summary>Builds the application without starting it. <paramref name="adjust"/> runs last, for commands and tests.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args, ContentRootPath = ContentRoot(args), ApplicationName = typeof(DeskApplication).Assembly.GetName().Name,
        });
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder);
        adjust?.Invoke(builder);
        var app = builder.Build();
        Map(app);
        return app;
    }

    // In the order of the floors.
    private static void AddServices(WebApplicationBuilder builder) => builder.Services
        .AddPromise(builder.Configuration)
        .AddDatabase(builder.Configuration)
        .AddClientFaultLog()
        .AddFiles()
        .AddCatalogue(builder.Configuration)
        .AddKeyAuthentication()
        .AddStaffSignIn()
        .AddOutbox()
        .AddMail(builder.Configuration)
        .AddForwardedHeaders()
        .AddShutdown()
        .AddHealth()
        .AddIntake()
        .AddHandling()
        .AddReading()
        .AddDeskBots(builder.Configuration)
        .AddClock()
        .AddHousekeeping(builder.Configuration)
        .AddWebPages()
        .AddErrorResponses()
        .AddForms()
        .AddBoard()
        .AddTicketPages()
        .AddCounter()
        .AddHotline().AddSupervisor().AddDuty()
        .AddSuggestionBox()
        .AddPublicSite(builder.Configuration)
        .AddWebChat(builder.Configuration)
        .AddAdmin()
        .AddSignIn()
        .AddApi()
        .AddDemo(builder.Configuration);

    private static void Map(WebApplication app)
    {
        app.UseHostRequired();
        app.UseHeadRequests();
        app.UseForwardedHeaders();
        app.UseErrorResponses();
        app.UseWebPages();
        app.UseStatusPages();
        app.UseRouting();
        app.UseOriginCheck();
        app.UseAuthentication();
        app.UseRefusalLog();
        app.UseAuthorization();
        app.UseKeyRateLimit();
        app.UseAntiforgery();
        app.MapStaticAssets().WithMetadata(WithoutSignIn.Instance);
        app.MapSignIn();
        app.MapAdmin();
        app.MapBoard();
        app.MapTicketPages();
        app.MapPublicSite();
        app.MapPeople();
        app.MapStaffFiles();
        app.MapWebChat();
        app.MapBots();
        app.MapStaffChats();
        app.MapCounter();
        app.MapHealth();
        app.MapApi();
        app.MapHotline();
        app.MapSupervisor();
        app.MapMonthReport();
        app.MapDuty();
        app.MapWall();
        app.MapSuggestionBox();
        EndpointsBuiltOnce.Keep(app);
    }

    /// <summary>
    /// The project's folder if it was only built, otherwise the folder of the published program. Settings, pages and data are thus found
    /// from any current directory. Null if the command line names another one.
    /// </summary>
    private static string? ContentRoot(string[] args)
    {
        if (args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))) return null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Project))) return folder.FullName;
        return AppContext.BaseDirectory;
    }
}
