/** The package says where its program lies, without types of its own. */
declare module "workerd" {
  const program: string;
  export default program;
}
