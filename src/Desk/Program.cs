using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services
    .AddStorage(builder.Configuration)
    .AddPromise(builder.Configuration)
    .AddIntake()
    .AddHandling();

var app = builder.Build();
await app.Services.MigrateAsync(CancellationToken.None);
app.UseRequestLanguage();
app.MapStaticAssets();
app.MapGet("/", () => "EcomCenter");
await app.RunAsync();
